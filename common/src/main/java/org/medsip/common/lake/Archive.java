package org.medsip.common.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.util.Optional;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;
import org.medsip.common.run.ReadInPieces;

/**
 * The files a lake was made from, byte for byte, each under its SHA-256. A file is hashed and
 * stored in the same pass in which it is read, and appears whole or not at all.
 */
public final class Archive {

  /** How a file comes into the archive. */
  public enum Mode {
    /** Its bytes are copied. */
    COPY,
    /** It is linked where it lies on the same file system, else copied. */
    LINK,
    /** It stays where it is, and is read from there. */
    NONE
  }

  /** Read once: it is the same for every file and costs more than opening one. */
  private static final Configuration CONFIGURATION = new Configuration();

  private static final int BUFFER = 1 << 16;

  private final @Nullable Path root;
  private final Mode mode;

  private Archive(@Nullable Path root, Mode mode) {
    this.root = root;
    this.mode = mode;
  }

  /** The archive of the lake with this root. */
  public static Archive of(String lake, Mode mode) {
    return new Archive(new Path(lake, "archive"), mode);
  }

  /** No archive: files are hashed and stay where they are. */
  public static Archive none() {
    return new Archive(null, Mode.NONE);
  }

  /** The file with these bytes, if the archive holds it. */
  public Optional<ArchivedFile> find(String sha256) throws IOException {
    if (root == null) {
      return Optional.empty();
    }
    Path path = pathOf(root, sha256);
    FileSystem files = fileSystemOf(path);
    return files.exists(path)
        ? Optional.of(new ArchivedFile(sha256, path.toString(), files.getFileStatus(path).getLen()))
        : Optional.empty();
  }

  /** Opens a file for its one reading; nothing is stored until {@link Incoming#keep()}. */
  public Incoming receive(Path source) throws IOException {
    InputStream bytes = fileSystemOf(source).open(source, BUFFER);
    if (root == null || mode != Mode.COPY) {
      return new Incoming(source, bytes, null, null);
    }
    Path temporary = temporaryIn(root);
    return new Incoming(source, bytes, temporary, fileSystemOf(temporary).create(temporary));
  }

  static FileSystem fileSystemOf(Path path) throws IOException {
    FileSystem files = path.getFileSystem(CONFIGURATION);
    return files instanceof LocalFileSystem local ? local.getRaw() : files;
  }

  private static Path pathOf(Path root, String sha256) {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Not a SHA-256: '" + sha256 + "'");
    }
    return new Path(new Path(root, sha256.substring(0, 2)), sha256);
  }

  private static Path temporaryIn(Path root) {
    return new Path(new Path(root, "incoming"), UUID.randomUUID().toString());
  }

  /** A file being read for the first time. Closed without being kept, it leaves nothing behind. */
  public final class Incoming extends ReadInPieces {

    private final Path source;
    private final @Nullable Path temporary;
    private final @Nullable OutputStream copy;
    private final HashAside hash = new HashAside();
    private long bytes;

    Incoming(Path source, InputStream in, @Nullable Path temporary, @Nullable OutputStream copy) {
      super(in);
      this.source = source;
      this.temporary = temporary;
      this.copy = copy;
    }

    /** The bytes read so far. */
    public long bytes() {
      return bytes;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int count = super.read(buffer, offset, length);
      if (count > 0) {
        hash.add(buffer, offset, count);
        bytes += count;
        if (copy != null) {
          copy.write(buffer, offset, count);
        }
      }
      return count;
    }

    @Override
    public long skip(long count) throws IOException {
      return readNBytes((int) Math.min(count, BUFFER)).length;
    }

    @Override
    public boolean markSupported() {
      return false;
    }

    /** Reads what is left and puts the file into the archive, where it may already be. */
    public ArchivedFile keep() throws IOException {
      transferTo(OutputStream.nullOutputStream());
      String sha256 = hash.sha256();
      if (root == null || mode == Mode.NONE) {
        return new ArchivedFile(sha256, source.toString(), bytes);
      }
      Path target = pathOf(root, sha256);
      FileSystem files = fileSystemOf(target);
      if (!files.exists(target)) {
        files.mkdirs(target.getParent());
        store(files, target);
      }
      return new ArchivedFile(sha256, target.toString(), bytes);
    }

    @Override
    public void close() throws IOException {
      super.close();
      if (copy != null && temporary != null) {
        copy.close();
        fileSystemOf(temporary).delete(temporary, false);
      }
    }

    private void store(FileSystem files, Path target) throws IOException {
      if (copy != null && temporary != null) {
        copy.close();
        moveInto(files, temporary, target);
      } else if (!linked(target)) {
        copyOnce(files, target);
      }
    }

    private boolean linked(Path target) throws IOException {
      if (!isLocal(source) || !isLocal(target)) {
        return false;
      }
      try {
        Files.createLink(local(target), local(source).toRealPath());
        return true;
      } catch (FileAlreadyExistsException e) {
        return true;
      } catch (FileSystemException | UnsupportedOperationException e) {
        return false;
      }
    }

    private void copyOnce(FileSystem files, Path target) throws IOException {
      Path whole = temporaryIn(target.getParent().getParent());
      try (InputStream from = fileSystemOf(source).open(source, BUFFER);
          OutputStream to = files.create(whole)) {
        from.transferTo(to);
      }
      moveInto(files, whole, target);
    }

    private static void moveInto(FileSystem files, Path from, Path target) throws IOException {
      if (!files.rename(from, target) && !files.exists(target)) {
        throw new IOException("Could not move " + from + " to " + target);
      }
    }

    private static boolean isLocal(Path path) throws IOException {
      return "file".equals(fileSystemOf(path).getUri().getScheme());
    }

    private static java.nio.file.Path local(Path path) {
      return java.nio.file.Path.of(path.toUri().getPath());
    }
  }
}
