package dev.jacobi.syntax;

import dev.jacobi.diag.Derivative;
import dev.jacobi.diag.SourceText;
import dev.jacobi.diag.Span;
import java.util.List;
import java.util.Set;

/**
 * A parsed text.
 *
 * @param packageName the declared package, or null
 * @param imports the imported paths, in order
 * @param functions the functions in order; a bare expression is one function without a name
 */
public record SourceFile(SourceText source, String packageName, List<Import> imports, List<Function> functions) {

    /** {@code import "path"}. */
    public record Import(Span span, String path) {}

    /**
     * One function.
     *
     * @param documentation the text of its documentation comment without delimiters and leading stars, or null
     * @param name its name, or null for a bare expression
     * @param variables the parameters before the semicolon: what derivatives are taken by; null for a bare expression,
     *     whose free names are its variables
     * @param data the parameters after the semicolon
     * @param bindings the named intermediates in order
     * @param results what is returned, at least one
     * @param derivatives what is to be generated for it beside its value; empty where the text does not say
     */
    public record Function(
            Span span,
            String documentation,
            String name,
            Span nameSpan,
            List<Parameter> variables,
            List<Parameter> data,
            List<Binding> bindings,
            List<Expr> results,
            Set<Derivative> derivatives) {

        /** A function that does not say what is to be generated for it. */
        public Function(
                Span span,
                String documentation,
                String name,
                Span nameSpan,
                List<Parameter> variables,
                List<Parameter> data,
                List<Binding> bindings,
                List<Expr> results) {
            this(span, documentation, name, nameSpan, variables, data, bindings, results, Set.of());
        }
    }

    /**
     * A parameter, {@code x}, {@code A[N, 2*M]} or {@code int c[P]}.
     *
     * @param integer whether it holds integers, usable as indices
     * @param shape the extents of an array; empty for a single number
     */
    public record Parameter(Span span, String name, boolean integer, List<Expr> shape) {

        /** A single number, or the name of a binding. */
        public Parameter(Span span, String name) {
            this(span, name, false, List.of());
        }
    }

    /**
     * {@code a = value}, or {@code (a, b) = call} with several names. {@code z[i in N] = value} binds the array
     * {@code [i in N: value]}.
     *
     * @param axes for each name those that are written after it where its value is a whole array, as in
     *     {@code (p, q[j in D]) = fold(...)}; most have none
     */
    public record Binding(Span span, List<Parameter> names, List<List<Expr.Axis>> axes, Expr value) {
        public Binding(Span span, List<Parameter> names, Expr value) {
            this(span, names, names.stream().map(name -> List.<Expr.Axis>of()).toList(), value);
        }
    }
}
