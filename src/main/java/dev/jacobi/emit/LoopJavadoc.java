package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.diag.Derivative;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import dev.jacobi.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.List;

/** What generated classes of functions with arrays say of themselves: formula, shapes, sizes, the order of derivatives, errors. */
final class LoopJavadoc {
    private final FunctionGraph function;
    private final Function tree;
    private final LibrarySizes sizes;

    LoopJavadoc(FunctionGraph function, LibrarySizes sizes) {
        this.function = function;
        this.tree = function.origin().tree();
        this.sizes = sizes;
    }

    CodeBlock ofClass() {
        StringBuilder text = new StringBuilder(FormulaText.of(tree).javadoc());
        text.append("<p>Variables, in the order of derivatives: ").append(listed(tree.variables()));
        if (!tree.data().isEmpty()) {
            text.append(". Data: ").append(listed(tree.data()));
        }
        text.append(". Arrays are flattened row-major.\n").append(sizes());
        return CodeBlock.of("$L", text.toString());
    }

    private static String listed(List<Parameter> parameters) {
        return parameters.isEmpty()
                ? "none"
                : String.join(
                        ", ",
                        parameters.stream()
                                .map(parameter -> code((parameter.integer() ? "int " : "") + declared(parameter)))
                                .toList());
    }

    private static String declared(Parameter parameter) {
        return parameter.shape().isEmpty()
                ? parameter.name()
                : parameter.name() + "["
                        + String.join(
                                ", ",
                                parameter.shape().stream()
                                        .map(TreePrinter::print)
                                        .toList())
                        + "]";
    }

    private static String code(String text) {
        return "{@code " + JavadocText.code(text) + "}";
    }

    private String sizes() {
        if (sizes.sources().isEmpty()) {
            return "";
        }
        List<String> told = new ArrayList<>();
        sizes.sources().forEach((size, source) -> {
            String from = source.array() == null
                    ? " is a parameter"
                    : " is told by the length of " + code(source.array().name());
            told.add(code(function.sizes().get(size)) + from);
        });
        return "\n<p>Sizes: " + String.join(", ", told) + ".\n";
    }

    CodeBlock of(LoopEntry entry, boolean checksIndices) {
        String work = entry.needsWork()
                ? "\n\n<p>A workspace {@code work} of {@code workSize} elements holds intermediates; without it one is"
                        + " allocated."
                : "";
        String written = entry.shape().out() == null ? "" : ", or is both read and written";
        String errors =
                "\n\n@throws IllegalArgumentException where an array has another length than the sizes say" + written;
        String outside = checksIndices
                ? "\n@throws IndexOutOfBoundsException where an index of the formula is outside its array"
                : "";
        return CodeBlock.of(
                "$L", (entry.structure() ? structure(entry) : text(entry)) + work + errors + outside + "\n");
    }

    /** What is said of the structure of a sparse matrix. */
    private String structure(LoopEntry entry) {
        String results = results();
        return entry.shape().out().equals("column")
                ? "The columns of the Jacobian's entries: fills {@code column}, as many as the last of {@code rowStart}."
                        + " Columns count the variables, " + length(tree.variables())
                        + ". A column may stand several times in a row: its entries are to be added."
                : "Where the rows of the Jacobian begin among its entries: fills {@code rowStart}, one more than there are"
                        + " results (" + results + "), the last being the number of entries.";
    }

    private String text(LoopEntry entry) {
        Derivative derivative = entry.derivative();
        String variables = length(tree.variables());
        String results = results();
        return switch (derivative) {
            case VALUE -> entry.number() ? "The value." : "The results: fills {@code results}, " + results + ".";
            case GRADIENT -> "The value and its gradient, in reverse mode: fills {@code gradient}, " + variables + ".";
            case JVP ->
                "The Jacobian times {@code dx}, " + variables + ", in forward mode: fills {@code dy}, " + results + ".";
            case VJP ->
                "{@code yBar}, " + results + ", times the Jacobian, in reverse mode: fills {@code xBar}, " + variables
                        + ".";
            case HESSIAN_VECTOR_PRODUCT ->
                "The value and its Hessian times {@code v}, in forward over reverse mode: fills {@code hv}, both "
                        + variables + ".";
            case SPARSE_JACOBIAN ->
                "The Jacobian in compressed rows: fills {@code values}, for each entry of"
                        + " {@link #sparseJacobianColumn sparseJacobianColumn} its value, row by row as"
                        + " {@link #sparseJacobianRowStart sparseJacobianRowStart} says. What is no entry is zero.";
            case SPARSE_HESSIAN -> throw new IllegalArgumentException("no method for " + derivative);
            case JACOBIAN ->
                "The dense Jacobian: fills {@code jacobian}, row-major, a row for each result (" + results
                        + "), a column for each variable (" + variables + ").";
            case HESSIAN ->
                "The value and its dense Hessian, exactly symmetric: fills {@code hessian}, row-major, a row and a column"
                        + " for each variable (" + variables + ").";
        };
    }

    /** What an array holds: "of w[D], then b". */
    private static String length(List<Parameter> parameters) {
        return "of "
                + String.join(
                        ", then ",
                        parameters.stream()
                                .map(parameter -> code(declared(parameter)))
                                .toList());
    }

    private String results() {
        List<Expr> results = tree.results();
        boolean named = results.stream().allMatch(result -> result instanceof Expr.Name);
        if (named) {
            return "of "
                    + String.join(
                            ", then ",
                            results.stream()
                                    .map(result -> code(TreePrinter.print(result)))
                                    .toList());
        }
        return function.results().size() == 1 ? "as long as the result" : "of the results one after the other";
    }
}
