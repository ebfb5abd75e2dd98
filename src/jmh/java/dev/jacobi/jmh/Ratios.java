package dev.jacobi.jmh;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs the benchmarks and prints how they compare. The arguments are JMH's, and {@code --long}. The benchmarks of one
 * model run side by side, one fork each, and again in every round, so that a ratio is one of neighbours in time.
 */
public final class Ratios {
    /** The parameters that name what is evaluated, and their values. */
    private static final Map<String, List<String>> SUBJECTS = Map.of(
            "model", Models.ALL.stream().map(Model::name).toList(),
            "instance", ArrayModel.ALL.stream().map(ArrayModel::toString).toList(),
            "parameters", List.of("1000", "100000"));

    private static final int ROUNDS = 3;
    private static final int LONG_ROUNDS = 7;
    /** Measured only when asked for by name or by {@code --long}. */
    private static final List<String> EXTRA =
            List.of(ModelBench.class.getName() + ".evaluatorGradient", ModelBench.class.getName() + ".handValue");

    private final CommandLineOptions options;
    private final boolean thorough;
    private final OutputFormat log;
    private final Scores scores = new Scores();
    private final List<RunResult> results = new ArrayList<>();

    private Ratios(CommandLineOptions options, boolean thorough, OutputFormat log) {
        this.options = options;
        this.thorough = thorough;
        this.log = log;
    }

    /** Runs; everything else than a run, as {@code -h} or {@code -l}, is left to JMH. */
    public static void main(String[] args) throws Exception {
        boolean thorough = Arrays.asList(args).contains("--long");
        String[] rest = Arrays.stream(args).filter(arg -> !arg.equals("--long")).toArray(String[]::new);
        CommandLineOptions options = new CommandLineOptions(rest);
        if (options.shouldHelp()
                || options.shouldList()
                || options.shouldListWithParams()
                || options.shouldListProfilers()
                || options.shouldListResultFormats()) {
            org.openjdk.jmh.Main.main(rest);
            return;
        }
        Path folder = Path.of(System.getProperty("jacobi.bench.results", "."));
        Path logFile = folder.resolve("jmh.log");
        try (PrintStream stream = new PrintStream(Files.newOutputStream(logFile), true, StandardCharsets.UTF_8)) {
            OutputFormat log = OutputFormatFactory.createFormatInstance(stream, VerboseMode.NORMAL);
            Ratios ratios = new Ratios(options, thorough, log);
            ratios.run();
            ratios.finish(folder.resolve(options.getResult().orElse("results.json")));
        } catch (RunnerException e) {
            tail(logFile);
            System.err.println(e.getMessage() + "; all of it is in " + logFile);
            System.exit(1);
        }
    }

    private static void tail(Path logFile) throws IOException {
        List<String> lines = Files.readAllLines(logFile);
        lines.subList(Math.max(0, lines.size() - 40), lines.size()).forEach(System.err::println);
    }

    private void run() throws RunnerException {
        Map<String, List<String>> bySubject = new TreeMap<>();
        SUBJECTS.keySet().forEach(subject -> bySubject.put(subject, new ArrayList<>()));
        List<String> others = new ArrayList<>();
        for (BenchmarkListEntry entry :
                BenchmarkList.defaultList().find(log, options.getIncludes(), options.getExcludes())) {
            Collection<String> names =
                    entry.getParams().hasValue() ? entry.getParams().get().keySet() : List.of();
            names.stream()
                    .filter(bySubject::containsKey)
                    .findFirst()
                    .map(bySubject::get)
                    .orElse(others)
                    .add(entry.getUsername());
        }
        List<String> extra = !thorough && options.getIncludes().isEmpty() ? EXTRA : List.of();
        List<String> all = new ArrayList<>(others);
        bySubject.values().forEach(all::addAll);
        for (Map.Entry<String, List<String>> entry : bySubject.entrySet()) {
            List<String> chosen = new ArrayList<>(entry.getValue());
            chosen.removeAll(extra);
            if (!chosen.isEmpty()) {
                runInRounds(entry.getKey(), difference(all, chosen));
            }
        }
        if (!others.isEmpty()) {
            int forks = options.getForkCount().orElse(thorough ? ROUNDS : 1);
            run(without(difference(all, others)).forks(forks));
        }
    }

    /** The benchmarks of one subject run side by side, and again in every round. */
    private void runInRounds(String parameter, Collection<String> skipped) throws RunnerException {
        Collection<String> subjects = options.getParameter(parameter).orElse(SUBJECTS.get(parameter));
        int rounds = options.getForkCount().orElse(thorough ? LONG_ROUNDS : ROUNDS);
        for (int round = 1; round <= rounds; round++) {
            System.out.println("Round " + round + " of " + rounds);
            for (String subject : subjects) {
                ChainedOptionsBuilder builder =
                        without(skipped).param(parameter, subject).forks(1);
                run(thorough ? longer(builder) : builder);
            }
        }
    }

    private static List<String> difference(Collection<String> from, Collection<String> less) {
        List<String> rest = new ArrayList<>(from);
        rest.removeAll(less);
        return rest;
    }

    /** The options of the command line, less some benchmarks: a further inclusion would widen what they select. */
    private ChainedOptionsBuilder without(Collection<String> benchmarks) {
        ChainedOptionsBuilder builder = new OptionsBuilder()
                .parent(options)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true);
        benchmarks.forEach(benchmark -> builder.exclude("^" + Pattern.quote(benchmark) + "$"));
        return builder;
    }

    private ChainedOptionsBuilder longer(ChainedOptionsBuilder builder) {
        return builder.warmupIterations(options.getWarmupIterations().orElse(5))
                .warmupTime(options.getWarmupTime().orElse(TimeValue.seconds(1)))
                .measurementIterations(options.getMeasurementIterations().orElse(10))
                .measurementTime(options.getMeasurementTime().orElse(TimeValue.seconds(1)));
    }

    private void run(ChainedOptionsBuilder builder) throws RunnerException {
        for (RunResult result : new Runner(builder.build(), log).run()) {
            results.add(result);
            System.out.println(scores.add(result));
        }
    }

    private void finish(Path file) {
        if (results.isEmpty()) {
            System.err.println("No benchmark has such a name; -l lists them.");
            System.exit(1);
        }
        ResultFormatFactory.getInstance(ResultFormatType.JSON, file.toString()).writeOut(results);
        System.out.println();
        System.out.println("JDK " + System.getProperty("java.vm.version") + ", "
                + Runtime.getRuntime().availableProcessors() + " processors; all results are in " + file);
        System.out.print(Report.of(scores));
    }
}
