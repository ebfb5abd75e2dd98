package dev.jacobi.corpora;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The texts of the corpora, for tests that change them. */
public final class CorpusTexts {
    private CorpusTexts() {}

    /** Functions in the language. */
    public static List<String> formulas() {
        return Stream.of("feynman", "fpbench", "herbie", "srsd-feynman")
                .flatMap(name -> Corpus.named(name).cases().stream())
                .filter(c -> !c.has("unsupported"))
                .map(c -> NeutralInfix.function(
                        c.texts("vars"), c.has("lets") ? c.pairs("lets") : Map.of(), c.text("expr")))
                .toList();
    }

    /** Functions in FPCore, those that the language cannot express among them. */
    public static List<String> fpCores() {
        return Stream.of("fpbench", "herbie")
                .flatMap(name -> Corpus.named(name).cases().stream())
                .filter(c -> c.has("fpcore"))
                .map(c -> c.text("fpcore"))
                .toList();
    }
}
