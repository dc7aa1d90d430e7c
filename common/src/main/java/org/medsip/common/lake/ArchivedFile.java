package org.medsip.common.lake;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;

/**
 * A file whose bytes are known: small enough to be sent to whichever machine reads it.
 *
 * @param sha256 the SHA-256 of the bytes as they came, in lower-case hexadecimal
 * @param location where they can be read
 * @param bytes how many there are
 */
public record ArchivedFile(String sha256, String location, long bytes) implements Serializable {

  /** Opens the bytes as they came, still compressed where they came compressed. */
  public InputStream open() throws IOException {
    Path path = new Path(location);
    return Archive.fileSystemOf(path).open(path);
  }

  /** Opens the bytes from one of them on, the first of which is 0. */
  public InputStream open(long from) throws IOException {
    Path path = new Path(location);
    FSDataInputStream bytes = Archive.fileSystemOf(path).open(path);
    bytes.seek(from);
    return bytes;
  }
}
