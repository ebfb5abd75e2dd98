package dev.jacobi.cli;

import dev.jacobi.diag.Limits;
import dev.jacobi.explain.Explainer;
import dev.jacobi.explain.Explanation;
import dev.jacobi.explain.LoopExplainer;
import dev.jacobi.explain.LoopExplanation;
import dev.jacobi.explain.LoopText;
import dev.jacobi.explain.MarkdownExplanation;
import dev.jacobi.explain.TextExplanation;
import dev.jacobi.graph.FunctionGraph;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "explain",
        description = "Shows step by step how the derivatives at a point come about, in forward and in reverse mode.")
final class ExplainCommand extends FormulaCommand {
    @Parameters(
            index = "1..*",
            paramLabel = "NAME=VALUE",
            description = {
                "Values of variables and data. With arrays or loops",
                "they may be left out: then symbols only."
            })
    private List<String> values = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "Output: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private Format format;

    /** How an explanation is written. */
    enum Format {
        TEXT,
        MARKDOWN;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    int run(Source source) {
        FunctionGraph function = source.differentiable();
        Point point = Assignments.parse(values, function, spec().commandLine()).point(function);
        Explanation explanation = Explainer.explain(function, point.x(), point.data(), Limits.defaults());
        out().print(
                        format == Format.TEXT
                                ? TextExplanation.print(explanation)
                                : MarkdownExplanation.print(explanation));
        return Main.SUCCESS;
    }

    @Override
    int runArrays(Source source) {
        FunctionGraph function = source.differentiable();
        Map<String, ArrayValue> given = ArrayPoint.values(function, values);
        ArrayPoint point = given.isEmpty() ? null : ArrayPoint.of(function, given);
        LoopExplanation explanation = LoopExplainer.explain(function, point, source.options());
        out().print(format == Format.TEXT ? LoopText.text(explanation) : LoopText.markdown(explanation));
        return Main.SUCCESS;
    }
}
