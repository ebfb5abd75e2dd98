package dev.jacobi.cli;

import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Raising;
import dev.jacobi.simplify.Grade;
import dev.jacobi.simplify.Simplifier;
import dev.jacobi.syntax.LatexPrinter;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.TreePrinter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "simplify", description = "Simplifies a formula.")
final class SimplifyCommand extends FormulaCommand {
    @Option(
            names = "--arithmetic",
            paramLabel = "KIND",
            defaultValue = "text",
            description = {
                "What may change: ${COMPLETION-CANDIDATES}. ieee: no bit of any value; real: rounding;",
                "fast: also overflow; text: as real, in the form that a person would write (default)."
            })
    private Arithmetic arithmetic;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FormulaFormat format;

    /** The grades, as the command line calls them. */
    enum Arithmetic {
        IEEE,
        REAL,
        FAST,
        TEXT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) {
        Function simplified = simplified(source.differentiable());
        String text = TreePrinter.print(simplified);
        String latex = LatexPrinter.print(simplified);
        switch (format) {
            case TEXT -> out().println(text);
            case LATEX -> out().println(latex);
            case JSON ->
                out().println(JsonText.object(json -> {
                    json.writeStringField("text", text);
                    json.writeStringField("latex", latex);
                }));
        }
        return Main.SUCCESS;
    }

    @Override
    int runArrays(Source source) {
        return run(source);
    }

    private Function simplified(FunctionGraph function) {
        Grade grade = Grade.valueOf(arithmetic.name());
        Map<Node, Node> images = Simplifier.simplify(function.graph(), function.results(), grade, false, Map.of());
        List<Node> results = function.results().stream().map(images::get).toList();
        Map<Node, String> names = new HashMap<>();
        function.origin().bindings().forEach(named -> {
            if (images.containsKey(named.node())) {
                names.putIfAbsent(images.get(named.node()), named.name());
            }
        });
        return Printed.written(Raising.raise(function.with(function.name(), results), names));
    }
}
