package dev.jacobi.jmh;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/** What the forks measured: of each benchmark and parameter one score a fork, the median of its iterations. */
final class Scores {
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final Map<String, List<Double>> times = new LinkedHashMap<>();
    private final Map<String, List<Double>> bytes = new LinkedHashMap<>();

    /** The benchmark's class and method, as {@code ModelBench.handGradient}. */
    static String shortName(String benchmark) {
        int dot = benchmark.lastIndexOf('.', benchmark.lastIndexOf('.') - 1);
        return benchmark.substring(dot + 1);
    }

    private static String key(String benchmark, String parameter) {
        return benchmark + " " + parameter;
    }

    /** Adds the forks of one result; its benchmark has at most one parameter. Returns a line that tells the times. */
    String add(RunResult run) {
        String benchmark = shortName(run.getParams().getBenchmark());
        Collection<String> names = run.getParams().getParamsKeys();
        String parameter =
                names.isEmpty() ? "" : run.getParams().getParam(names.iterator().next());
        String key = key(benchmark, parameter);
        for (BenchmarkResult fork : run.getBenchmarkResults()) {
            double[] scores = fork.getIterationResults().stream()
                    .map(IterationResult::getPrimaryResult)
                    .mapToDouble(Result::getScore)
                    .toArray();
            times.computeIfAbsent(key, k -> new ArrayList<>()).add(median(scores));
            fork.getSecondaryResults().forEach((name, result) -> {
                if (name.endsWith(ALLOCATED)) {
                    bytes.computeIfAbsent(key, k -> new ArrayList<>()).add(result.getScore());
                }
            });
        }
        List<Double> all = times.get(key);
        String unit = run.getPrimaryResult().getScoreUnit();
        return String.format(Locale.ROOT, "%-36s %-14s %10.3f %s", benchmark, parameter, all.get(all.size() - 1), unit);
    }

    /** The parameters with which the benchmark ran, in that order. */
    List<String> parameters(String benchmark) {
        List<String> parameters = new ArrayList<>();
        for (String key : times.keySet()) {
            if (key.startsWith(benchmark + " ")) {
                parameters.add(key.substring(benchmark.length() + 1));
            }
        }
        return parameters;
    }

    /** The names of all benchmarks that ran. */
    Collection<String> benchmarks() {
        Collection<String> names = new TreeSet<>();
        times.keySet().forEach(key -> names.add(key.substring(0, key.indexOf(' '))));
        return names;
    }

    /** One time a fork; empty if it did not run. */
    double[] times(String benchmark, String parameter) {
        return array(times.get(key(benchmark, parameter)));
    }

    /** Bytes allocated by one operation, the median of the forks; NaN if not measured. */
    double bytes(String benchmark, String parameter) {
        return median(array(bytes.get(key(benchmark, parameter))));
    }

    /** The ratio of two benchmarks, fork by fork, since the forks of one round ran side by side. */
    double[] ratios(String above, String below, String parameter) {
        double[] a = times(above, parameter);
        double[] b = times(below, parameter);
        double[] ratios = new double[Math.min(a.length, b.length)];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = a[i] / b[i];
        }
        return ratios;
    }

    private static double[] array(List<Double> list) {
        return list == null
                ? new double[0]
                : list.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The median; NaN of nothing. */
    static double median(double[] values) {
        if (values.length == 0) {
            return Double.NaN;
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
