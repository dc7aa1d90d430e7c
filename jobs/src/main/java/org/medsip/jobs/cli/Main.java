package org.medsip.jobs.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** The command line of medsip. */
@Command(
    name = "medsip",
    description = "Where opioid prescribing and deprivation meet in England.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.ProgramVersion.class,
    subcommands = {
      DemoCommand.class,
      SimulateCommand.class,
      FetchCommand.class,
      RunCommand.class,
      PublishCommand.class,
      RollbackCommand.class,
      DoctorCommand.class,
      QueryCommand.class,
      ExplainCommand.class,
      InspectCommand.class,
      StagesCommand.class,
      SchemasCommand.class,
      BenchCommand.class
    },
    footerHeading = "%n",
    footer = "'./medsip test [--all]' runs the tests of the checkout.",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command was not understood",
      "3:input refused",
      "4:a quality gate failed",
      "5:busy, in conflict, or a source cannot be reached: try again",
      "70:a bug"
    })
public final class Main {

  @Option(
      names = "--verbose",
      scope = CommandLine.ScopeType.INHERIT,
      description = "Show where an error arose.")
  private boolean verbose;

  /** Whether the program was told to stop, as by Ctrl-C. */
  private static volatile boolean isStopping;

  public static void main(String[] arguments) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> isStopping = true));
    System.exit(execute(arguments));
  }

  /** Runs one command and returns the number it ends with. */
  static int execute(String... arguments) {
    Main main = new Main();
    CommandLine commandLine =
        new CommandLine(main)
            .setUsageHelpWidth(100)
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setExecutionExceptionHandler((error, command, parsed) -> main.report(error));
    commandLine
        .getSubcommands()
        .values()
        .forEach(command -> command.getCommandSpec().addOption(helpOption()));
    return commandLine.execute(arguments);
  }

  private static OptionSpec helpOption() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }

  private int report(Exception error) {
    if (isStopping) {
      Console.say(
          "medsip: stopped; what was finished is kept, and the same command goes on from it");
      return ExitCode.TRY_AGAIN.number();
    }
    ExitCode code = ExitCode.of(error);
    Console.say("medsip: " + sentence(error));
    if (verbose) {
      error.printStackTrace(System.err);
    } else if (code == ExitCode.BUG) {
      Console.say("This is a bug; call again with --verbose to see where it arose.");
    }
    return code.number();
  }

  private static String sentence(Throwable error) {
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (ExitCode.ofUserError(cause).isPresent()) {
        return String.valueOf(cause.getMessage());
      }
    }
    return error.toString().lines().findFirst().orElse("unknown error");
  }

  static final class ProgramVersion implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"medsip " + Version.OF_THE_PROGRAM};
    }
  }
}
