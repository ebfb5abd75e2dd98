package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.jacobi.Equivalence;
import dev.jacobi.cli.Comparison.Disagreement;
import dev.jacobi.diag.Arithmetic;
import dev.jacobi.diag.Options;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.simplify.Grade;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

@Command(
        name = "check",
        description = {
            "Compares forward mode, reverse mode, interpreter, compiled code and differences at a given point"
                    + " or at random points, and names the node where they part.",
            "With --equal: decides whether two formulas are the same function of real numbers, where both have a value."
        },
        exitCodeList = {
            "0:all agree; the formulas are equal",
            "1:some disagree; the formulas are not equal, or that is not decided; a mistake in a formula",
            "2:wrong usage"
        })
final class CheckCommand extends FormulaCommand {
    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description =
                    "A point. Values that are left out are random. With --equal the second formula: an expression, a"
                            + " file, - or the name of another function of the first's text.")
    private List<String> values = List.of();

    @Option(
            names = "--equal",
            description =
                    "Decides whether FORMULA and a second one are equal: 'equal', 'equal where' with conditions, 'not"
                            + " equal' with a point, or 'not decided'.")
    private boolean equal;

    @Option(
            names = "--assume",
            paramLabel = "CONDITION",
            description = "What holds for the variables of equal formulas: 'x > 0', '0 < b < 1'. May be repeated.")
    private List<String> assumptions = List.of();

    @Option(names = "--rules", description = "Writes the rules, too, by which formulas are equal.")
    private boolean rules;

    @Option(names = "--points", paramLabel = "N", defaultValue = "10", description = "Random points. Default: 10.")
    private int points;

    @Option(names = "--seed", paramLabel = "S", defaultValue = "1", description = "Seed of the points. Default: 1.")
    private long seed;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** How the outcome is written. */
    enum Format {
        TEXT,
        JSON;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) throws IOException {
        if (equal) {
            return compare(source);
        }
        checkUsage(assumptions.isEmpty() && !rules, "--assume and --rules belong to --equal");
        checkUsage(points >= 1, "--points must be positive");
        FunctionGraph function = source.differentiable();
        List<Point> where = points(function);
        Calculation compiled = new CompiledCalculation(source.compile(Options.defaults()));
        Calculation ieee =
                new CompiledCalculation(source.compile(Options.defaults().arithmetic(Arithmetic.IEEE)));
        List<Comparison> comparisons = new ArrayList<>();
        for (int i = 0; i < function.results().size(); i++) {
            Agreement agreement = new Agreement(function, i, compiled, ieee, NodeValues.compiled(Grade.REAL));
            where.forEach(agreement::compareAt);
            comparisons.addAll(agreement.comparisons());
        }
        return report(where.size(), comparisons);
    }

    @Override
    int runArrays(Source source) throws IOException {
        if (equal) {
            return compare(source);
        }
        checkUsage(assumptions.isEmpty() && !rules, "--assume and --rules belong to --equal");
        FunctionGraph function = source.differentiable();
        Map<String, ArrayValue> given = ArrayPoint.values(function, values);
        ArrayCheck check = new ArrayCheck(
                function,
                source.compile(Options.defaults()),
                source.compile(Options.defaults().arithmetic(Arithmetic.IEEE)),
                seed);
        int count = given.keySet().containsAll(Point.names(function)) ? 1 : points;
        for (int i = 0; i < count; i++) {
            check.compareAt(check.draw(given));
        }
        return report(count, check.comparisons());
    }

    private int compare(Source source) throws IOException {
        checkUsage(values.size() == 1, "--equal compares two formulas: jacobi check --equal 'sqrt(x^2)' 'abs(x)'");
        Source other = source.other(values.get(0), in());
        EqualityCheck check = new EqualityCheck(Equivalence.between(source.function(), other.function(), assumptions));
        out().println(format == Format.JSON ? check.json() : check.text(rules));
        return check.isEqual() ? Main.SUCCESS : Main.FAILURE;
    }

    private void checkUsage(boolean right, String mistake) {
        if (!right) {
            throw new ParameterException(spec().commandLine(), mistake);
        }
    }

    private int report(int count, List<Comparison> comparisons) {
        if (format == Format.JSON) {
            out().println(json(count, comparisons));
        } else {
            print(count, comparisons);
        }
        boolean agree = comparisons.stream().allMatch(c -> c.disagreements().isEmpty());
        return agree ? Main.SUCCESS : Main.FAILURE;
    }

    /** The point given; or random ones, with what is given fixed. */
    private List<Point> points(FunctionGraph function) {
        Assignments given = Assignments.parse(values, function, spec().commandLine());
        if (Point.names(function).stream().allMatch(given::contains)) {
            return List.of(given.point(function));
        }
        RandomPoints random = new RandomPoints(function, given, seed);
        List<Point> drawn = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            drawn.add(random.next());
        }
        return drawn;
    }

    private void print(int count, List<Comparison> comparisons) {
        int width = comparisons.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        out().println(count + (count == 1 ? " point" : " points"));
        for (Comparison comparison : comparisons) {
            String name =
                    comparison.name() + " ".repeat(width - comparison.name().length());
            int wrong = comparison.disagreements().size();
            out().print(name + "  " + (comparison.compared() - wrong) + " of " + comparison.compared() + " agree");
            out().println(
                            comparison.largest() == 0
                                    ? ""
                                    : String.format(
                                            Locale.ROOT, ", largest relative difference %.1e", comparison.largest()));
            for (Disagreement disagreement : comparison.disagreements()) {
                out().println("  " + disagreement.quantity() + ": " + Numbers.format(disagreement.left()) + " and "
                        + Numbers.format(disagreement.right()));
                if (disagreement.node() != null) {
                    out().println("    they part at " + disagreement.node());
                }
            }
        }
    }

    private static String json(int count, List<Comparison> comparisons) {
        return JsonText.object(json -> {
            json.writeNumberField("points", count);
            json.writeArrayFieldStart("comparisons");
            for (Comparison comparison : comparisons) {
                json.writeStartObject();
                json.writeStringField("name", comparison.name());
                json.writeNumberField("compared", comparison.compared());
                JsonText.number(json, "largest", comparison.largest());
                json.writeArrayFieldStart("disagreements");
                for (Disagreement disagreement : comparison.disagreements()) {
                    write(json, disagreement);
                }
                json.writeEndArray();
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    private static void write(JsonGenerator json, Disagreement disagreement) throws IOException {
        json.writeStartObject();
        json.writeStringField("quantity", disagreement.quantity());
        JsonText.number(json, "left", disagreement.left());
        JsonText.number(json, "right", disagreement.right());
        if (disagreement.node() != null) {
            json.writeStringField("node", disagreement.node());
        }
        json.writeEndObject();
    }
}
