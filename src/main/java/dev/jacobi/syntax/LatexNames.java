package dev.jacobi.syntax;

import dev.jacobi.syntax.Expr.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How names and symbols of the language are written in LaTeX. No name gets into the text unescaped. */
final class LatexNames {
    private static final Set<String> GREEK = Set.of("""
            alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon phi chi psi
            omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega""".split("\\s+"));

    /** Letters, and what is written below them: {@code x1}, {@code d_2}, {@code sigma_max}. */
    private static final Pattern SUBSCRIPTED = Pattern.compile("([A-Za-z]+)(?:_?([0-9]+)|_([A-Za-z0-9]+))");

    private static final Map<String, String> CONSTANTS =
            Map.of("pi", "\\pi", "e", "e", "inf", "\\infty", "nan", "\\mathrm{nan}");

    private static final Map<String, String> FUNCTIONS = Map.ofEntries(
            same("exp"),
            same("log"),
            same("ln"),
            Map.entry("log2", "\\log_{2}"),
            Map.entry("log10", "\\log_{10}"),
            same("sin"),
            same("cos"),
            same("tan"),
            same("cot"),
            same("sec"),
            same("csc"),
            Map.entry("asin", "\\arcsin"),
            Map.entry("acos", "\\arccos"),
            Map.entry("atan", "\\arctan"),
            same("arcsin"),
            same("arccos"),
            same("arctan"),
            same("sinh"),
            same("cosh"),
            same("tanh"),
            same("coth"),
            same("min"),
            same("max"),
            Map.entry("gamma", "\\Gamma"),
            Map.entry("digamma", "\\psi"),
            Map.entry("trigamma", "\\psi_{1}"),
            Map.entry("normcdf", "\\Phi"),
            Map.entry("normpdf", "\\varphi"));

    private static final Map<String, List<String>> BRACKETS = Map.of(
            "sqrt", List.of("\\sqrt{", "}"),
            "cbrt", List.of("\\sqrt[3]{", "}"),
            "abs", List.of("\\left|", "\\right|"),
            "floor", List.of("\\left\\lfloor ", "\\right\\rfloor"),
            "ceil", List.of("\\left\\lceil ", "\\right\\rceil"));

    private LatexNames() {}

    private static Map.Entry<String, String> same(String function) {
        return Map.entry(function, "\\" + function);
    }

    /** A constant of the language, or null. */
    static String constant(String name) {
        return CONSTANTS.get(name);
    }

    static String variable(String name) {
        Matcher matcher = SUBSCRIPTED.matcher(name);
        if (!matcher.matches()) {
            return word(name);
        }
        String index = matcher.group(2) != null ? matcher.group(2) : word(matcher.group(3));
        return word(matcher.group(1)) + "_{" + index + "}";
    }

    private static String word(String word) {
        if (GREEK.contains(word)) {
            return "\\" + word;
        }
        boolean letter = word.length() == 1 && !word.equals("_");
        return letter ? word : "\\mathrm{" + escaped(word) + "}";
    }

    private static String escaped(String name) {
        return name.replace("_", "\\_");
    }

    static String function(String name) {
        String known = FUNCTIONS.get(name);
        if (known != null) {
            return known;
        }
        String variable = variable(name);
        return variable.contains("\\mathrm") ? "\\operatorname{" + escaped(name) + "}" : variable;
    }

    /** What stands before and after the argument of a function that is written as brackets, or null. */
    static List<String> brackets(String function) {
        return BRACKETS.get(function);
    }

    /** What stands before and after the variable of a function that is a derivative, up to what is differentiated, or null. */
    static List<String> derivative(String function) {
        return switch (function) {
            case "diff" -> List.of("\\frac{\\partial}{\\partial ", "}\\left(");
            case "grad" -> List.of("\\nabla_{", "}\\left(");
            default -> null;
        };
    }

    static String comparator(Comparator comparator) {
        return switch (comparator) {
            case LESS -> " < ";
            case LESS_OR_EQUAL -> " \\le ";
            case GREATER -> " > ";
            case GREATER_OR_EQUAL -> " \\ge ";
            case EQUAL -> " = ";
            case NOT_EQUAL -> " \\ne ";
        };
    }
}
