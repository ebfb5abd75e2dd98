package com.acme.formulas;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What single symbols of LaTeX are in MathML. */
final class LatexSymbols {
    private static final Set<String> WITH_LIMITS = Set.of("\\sum", "\\prod", "\\min", "\\max", "\\operatorname*");
    private static final Map<String, String> BRACKETS = Map.of(
            "(",
            "(",
            ")",
            ")",
            "[",
            "[",
            "]",
            "]",
            "|",
            "|",
            "\\lfloor",
            "\u230a",
            "\\rfloor",
            "\u230b",
            "\\lceil",
            "\u2308",
            "\\rceil",
            "\u2309");
    private static final Map<String, String> ELEMENTS = new HashMap<>();

    static {
        for (String function :
                "exp log ln sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth min max".split(" ")) {
            ELEMENTS.put("\\" + function, MathMl.element("mi", function));
        }
        putAll(
                "mi",
                "alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π"
                        + " rho ρ sigma σ tau τ upsilon υ phi ϕ varphi φ chi χ psi ψ omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ"
                        + " Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ partial ∂ nabla ∇");
        putAll("mo", "cdot ⋅ times × le ≤ ge ≥ ne ≠ land ∧ lor ∨ lnot ¬ in ∈ sum ∑ prod ∏");
        for (String sign : new String[] {"+", "=", "<", ">", "(", ")", "[", ",", ";", ":", "|", "'", "/"}) {
            ELEMENTS.put(sign, MathMl.element("mo", MathMl.escaped(sign)));
        }
        ELEMENTS.put("-", MathMl.element("mo", "−"));
        ELEMENTS.put("\\,", MathMl.element("mspace width=\"0.17em\"", ""));
        ELEMENTS.put("\\;", MathMl.element("mspace width=\"0.28em\"", ""));
        ELEMENTS.put("\\quad", MathMl.element("mspace width=\"1em\"", ""));
    }

    private LatexSymbols() {}

    private static void putAll(String element, String namesAndSigns) {
        String[] words = namesAndSigns.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            ELEMENTS.put("\\" + words[i], MathMl.element(element, words[i + 1]));
        }
    }

    /** The element for a symbol, or null where it is not known. */
    static String element(String symbol) {
        return ELEMENTS.get(symbol);
    }

    /** The sign of a bracket that grows, or null. */
    static String bracket(String symbol) {
        return BRACKETS.get(symbol);
    }

    /** Whether what is below and above it stands there, rather than beside it. */
    static boolean takesLimits(String symbol) {
        return WITH_LIMITS.contains(symbol);
    }
}
