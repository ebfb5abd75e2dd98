package dev.jacobi.optim;

import dev.jacobi.ImportResolver;
import dev.jacobi.Linker;
import dev.jacobi.StepFormula;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import dev.jacobi.diag.Options;
import dev.jacobi.diag.SourceText;
import dev.jacobi.graph.FunctionGraph;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The step of an optimiser for generated classes: a text that calls the formulas that ship with this package, those of the rate and of the
 * shortening of the gradient before that of the method. Immutable.
 *
 * @param optimizer one of {@link #optimizers()}
 * @param schedule one of {@link #schedules()}, or null where the rate is given at each step
 * @param clips whether the gradient is shortened to a norm of at most {@code most}
 * @param fixed the values of numbers that are no parameters of the step, by name
 */
public record GeneratedStep(String optimizer, String schedule, boolean clips, Map<String, Double> fixed) {
    private static final List<String> OPTIMIZERS = List.of("momentum", "adam", "adamw", "adam-l2", "amsgrad");
    private static final List<String> SCHEDULES = List.of("constant", "cosine");

    /**
     * A step.
     *
     * @throws JacobiException where there is no optimiser or schedule of this name, or a fixed value is not finite
     */
    public GeneratedStep {
        require("optimizer", optimizer, OPTIMIZERS);
        if (schedule != null) {
            require("schedule", schedule, SCHEDULES);
        }
        fixed = Map.copyOf(fixed);
        fixed.forEach((name, value) -> {
            if (!Double.isFinite(value)) {
                throw new JacobiException(ErrorCode.ARGUMENT, name + " is " + value + "; it must be finite");
            }
        });
    }

    /** The names of the optimisers, in the order in which they are shown. */
    public static List<String> optimizers() {
        return OPTIMIZERS;
    }

    /** The names of the schedules. */
    public static List<String> schedules() {
        return SCHEDULES;
    }

    private static void require(String what, String name, List<String> known) {
        if (!known.contains(name)) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT, "unknown " + what + " '" + name + "'; known: " + String.join(", ", known));
        }
    }

    /**
     * The formula.
     *
     * @throws JacobiException where it has no number of the name of a fixed one
     */
    public StepFormula formula() {
        FunctionGraph rule = function(optimizer);
        int arrays = rule.results().size() + 1;
        List<String> header = new ArrayList<>();
        rule.variables().subList(0, arrays).forEach(array -> header.add(array + "[N]"));
        StringBuilder imports = new StringBuilder("import \"" + optimizer + "\"\n");
        StringBuilder body = new StringBuilder();
        Set<String> numbers = new LinkedHashSet<>();
        String rate = "alpha";
        if (schedule != null) {
            FunctionGraph alpha = function(schedule);
            numbers.addAll(alpha.variables());
            imports.append("import \"").append(schedule).append("\"\n");
            body.append("    rate = ")
                    .append(call(alpha, 0, List.of(), "alpha"))
                    .append('\n');
            rate = "rate";
        }
        numbers.addAll(rule.variables().subList(arrays, rule.variables().size()));
        List<String> given = new ArrayList<>(rule.variables().subList(0, arrays));
        if (clips) {
            numbers.add("most");
            imports.append("import \"clip\"\n");
            body.append("    slope = clip(" + given.get(arrays - 1) + ", " + number("most") + ")\n");
            given.set(arrays - 1, "slope");
        }
        body.append("    return ").append(call(rule, arrays, given, rate)).append('\n');
        Set<String> unknown = new TreeSet<>(fixed.keySet());
        unknown.removeAll(numbers);
        if (!unknown.isEmpty()) {
            throw new JacobiException(
                    ErrorCode.ARGUMENT,
                    "the step has no number " + String.join(", ", unknown) + "; it has " + String.join(", ", numbers));
        }
        numbers.stream().filter(name -> !fixed.containsKey(name)).forEach(header::add);
        String text = imports + "function step(" + String.join(", ", header) + ") {\n" + body + "}\n";
        ImportResolver shipped = Formulas::find;
        return new StepFormula(new SourceText(optimizer + ".jacobi", text), shipped);
    }

    /** A call with arrays and with the numbers that follow them, the rate among them. */
    private String call(FunctionGraph function, int arrays, List<String> given, String rate) {
        List<String> arguments = new ArrayList<>(given);
        for (String name :
                function.variables().subList(arrays, function.variables().size())) {
            arguments.add(name.equals("alpha") && !rate.equals("alpha") ? rate : number(name));
        }
        return function.name() + "(" + String.join(", ", arguments) + ")";
    }

    /** A number of the step: its name, or its value where that is fixed. */
    private String number(String name) {
        return fixed.containsKey(name) ? fixed.get(name).toString() : name;
    }

    private static FunctionGraph function(String name) {
        List<FunctionGraph> functions =
                Linker.link(new SourceText(name, Formulas.text(name)), Formulas::find, Options.defaults());
        return functions.get(functions.size() - 1);
    }
}
