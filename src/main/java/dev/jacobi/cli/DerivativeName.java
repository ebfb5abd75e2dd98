package dev.jacobi.cli;

import dev.jacobi.diag.Span;
import dev.jacobi.syntax.Expr;
import dev.jacobi.syntax.LatexPrinter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a derivative is called.
 *
 * @param of what is differentiated; empty for a formula without a name
 * @param variables by what, in order
 */
record DerivativeName(String of, List<String> variables) {

    /** As in {@code df/dx} or {@code d3f/dx2dy}. */
    String text() {
        StringBuilder out = new StringBuilder("d");
        out.append(variables.size() > 1 ? String.valueOf(variables.size()) : "")
                .append(of)
                .append('/');
        powers().forEach((variable, power) -> out.append('d').append(variable).append(power > 1 ? power : ""));
        return out.toString();
    }

    String latex() {
        StringBuilder out = new StringBuilder("\\frac{\\partial");
        out.append(variables.size() > 1 ? "^{" + variables.size() + "}" : "");
        out.append(of.isEmpty() ? "" : " " + latexName(of)).append("}{");
        String separator = "";
        for (Map.Entry<String, Integer> entry : powers().entrySet()) {
            out.append(separator).append("\\partial ").append(latexName(entry.getKey()));
            out.append(entry.getValue() > 1 ? "^{" + entry.getValue() + "}" : "");
            separator = " \\, ";
        }
        return out.append('}').toString();
    }

    /** A name for a function that computes it, as in {@code df_dx}. */
    String identifier() {
        return "d" + (of.isEmpty() ? "f" : of) + "_d" + String.join("_d", variables);
    }

    private static String latexName(String name) {
        return LatexPrinter.print(new Expr.Name(new Span(0, 0), name));
    }

    /** How often each variable occurs. */
    private Map<String, Integer> powers() {
        Map<String, Integer> powers = new LinkedHashMap<>();
        variables.forEach(variable -> powers.merge(variable, 1, Integer::sum));
        return powers;
    }
}
