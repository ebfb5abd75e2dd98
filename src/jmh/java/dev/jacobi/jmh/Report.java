package dev.jacobi.jmh;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables at the end of a run: of each model the ratios, times and bytes, then the compiler's own times. */
final class Report {
    private static final String GENERATED = "ModelBench.generatedGradient";
    private static final String ARRAYS = "ArrayBench.";
    private static final String STEPS = "StepBench.";
    private static final String VALUE = "ModelBench.generatedValue";
    private static final String HAND = "ModelBench.handGradient";
    private static final String HIPPARCHUS = "ModelBench.hipparchusGradient";
    private static final String EVALUATOR = "ModelBench.evaluatorGradient";
    private static final String HAND_VALUE = "ModelBench.handValue";

    private final Scores scores;
    private final StringBuilder out = new StringBuilder();

    private Report(Scores scores) {
        this.scores = scores;
    }

    static String of(Scores scores) {
        Report report = new Report(scores);
        report.ratios();
        report.times();
        report.arrays();
        report.steps();
        report.compiler();
        return report.out.toString();
    }

    private List<String> models() {
        return Models.ALL.stream()
                .map(Model::name)
                .filter(name -> scores.benchmarks().stream()
                        .anyMatch(benchmark -> scores.parameters(benchmark).contains(name)))
                .toList();
    }

    private void line(String format, Object... arguments) {
        out.append(String.format(Locale.ROOT, format, arguments).stripTrailing())
                .append('\n');
    }

    private void ratios() {
        if (models().isEmpty()) {
            return;
        }
        line("");
        line("Ratios of times: median [min .. max] over the forks");
        String row = "%-14s %-25s %-25s %-25s %-25s";
        line(row, "", "generated / by hand", "gradient / value", "Hipparchus / generated", "evaluator / by hand");
        for (String model : models()) {
            line(
                    row,
                    model,
                    spread(scores.ratios(GENERATED, HAND, model)),
                    spread(scores.ratios(GENERATED, VALUE, model)),
                    spread(scores.ratios(HIPPARCHUS, GENERATED, model)),
                    spread(scores.ratios(EVALUATOR, HAND, model)));
        }
    }

    private void times() {
        if (models().isEmpty()) {
            return;
        }
        line("");
        line("Nanoseconds and bytes allocated of one evaluation: median over the forks");
        String row = "%-14s %16s %16s %16s %16s %16s %16s";
        line(row, "", "generated", "evaluator", "by hand", "Hipparchus", "value", "value by hand");
        for (String model : models()) {
            line(
                    row,
                    model,
                    cost(GENERATED, model),
                    cost(EVALUATOR, model),
                    cost(HAND, model),
                    cost(HIPPARCHUS, model),
                    cost(VALUE, model),
                    cost(HAND_VALUE, model));
        }
    }

    private void arrays() {
        List<String> instances = ArrayModel.ALL.stream()
                .map(ArrayModel::toString)
                .filter(name -> scores.parameters(ARRAYS + "generatedGradient").contains(name))
                .toList();
        if (instances.isEmpty()) {
            return;
        }
        line("");
        line("Examples with arrays: ratios of times, then times and bytes allocated of one evaluation");
        String row = "%-14s %-22s %-22s %-22s %16s %16s %16s %16s";
        line(
                row,
                "",
                "generated / by hand",
                "value / value by hand",
                "gradient / value",
                "generated",
                "by hand",
                "value",
                "value by hand");
        for (String instance : instances) {
            line(
                    row,
                    instance,
                    spread(scores.ratios(ARRAYS + "generatedGradient", ARRAYS + "handGradient", instance)),
                    spread(scores.ratios(ARRAYS + "generatedValue", ARRAYS + "handValue", instance)),
                    spread(scores.ratios(ARRAYS + "generatedGradient", ARRAYS + "generatedValue", instance)),
                    cost(ARRAYS + "generatedGradient", instance),
                    cost(ARRAYS + "handGradient", instance),
                    cost(ARRAYS + "generatedValue", instance),
                    cost(ARRAYS + "handValue", instance));
        }
    }

    private void steps() {
        List<String> lengths = scores.parameters(STEPS + "generatedStep");
        if (lengths.isEmpty()) {
            return;
        }
        line("");
        line("A step of AdamW: ratios of times, then times and bytes allocated of one");
        String row = "%-14s %-22s %-22s %16s %16s %16s";
        line(row, "parameters", "generated / by hand", "library / by hand", "generated", "library", "by hand");
        for (String length : lengths) {
            line(
                    row,
                    length,
                    spread(scores.ratios(STEPS + "generatedStep", STEPS + "handStep", length)),
                    spread(scores.ratios(STEPS + "libraryStep", STEPS + "handStep", length)),
                    cost(STEPS + "generatedStep", length),
                    cost(STEPS + "libraryStep", length),
                    cost(STEPS + "handStep", length));
        }
    }

    private void compiler() {
        List<String> benchmarks = scores.benchmarks().stream()
                .filter(name -> List.of("ModelBench.", ARRAYS, STEPS).stream().noneMatch(name::startsWith))
                .toList();
        if (benchmarks.isEmpty()) {
            return;
        }
        line("");
        line("The compiler: median [min .. max] over the forks");
        String row = "%-34s %10s  %-32s %-32s";
        line(row, "", "operations", "milliseconds", "microseconds an operation");
        for (String benchmark : benchmarks) {
            for (String operations : scores.parameters(benchmark)) {
                double[] times = scores.times(benchmark, operations);
                String each = "";
                if (!operations.isEmpty()) {
                    double count = Double.parseDouble(operations);
                    each = spread(Arrays.stream(times)
                            .map(time -> 1000 * time / count)
                            .toArray());
                }
                line(row, benchmark, operations, spread(times), each);
            }
        }
    }

    private String cost(String benchmark, String model) {
        double time = Scores.median(scores.times(benchmark, model));
        double bytes = scores.bytes(benchmark, model);
        return Double.isNaN(time) ? "-" : String.format(Locale.ROOT, "%.1f ns %.0f B", time, bytes);
    }

    private static String spread(double[] values) {
        if (values.length == 0) {
            return "-";
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        String least = number(sorted[0]);
        String most = number(sorted[sorted.length - 1]);
        return number(Scores.median(sorted)) + " [" + least + " .. " + most + "]";
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
