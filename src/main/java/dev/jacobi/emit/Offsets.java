package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Where the things of a section begin: at a number or a size, or at a variable that is declared at the top of a method. */
final class Offsets {
    private final Section section;
    private final String first;
    private final IntegerWriter integers;
    private final Map<Integer, String> texts = new HashMap<>();
    private final TreeMap<Integer, String> variables = new TreeMap<>();

    /** @param first what precedes the things of the section */
    Offsets(Section section, String first, IntegerWriter integers) {
        this.section = section;
        this.first = first;
        this.integers = integers;
    }

    /** @param name a new name of a variable */
    String of(int index, Supplier<String> name) {
        String known = texts.get(index);
        if (known == null) {
            int same = section.firstAtPlaceOf(index);
            known = same < index ? of(same, name) : text(index, name);
            texts.put(index, known);
        }
        return known;
    }

    private String text(int index, Supplier<String> name) {
        int numbers = section.numbers(0, index);
        long arrays = section.shapes().subList(0, index).stream()
                .filter(shape -> shape != null && !shape.isEmpty())
                .count();
        boolean single = arrays == 0 || arrays == 1 && numbers == 0 && first.equals("0");
        String length = single ? section.length(0, index, first, integers) : "";
        boolean word = single && length.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_');
        return word ? length : variables.computeIfAbsent(index, key -> name.get());
    }

    /** The variables, each from the one before. */
    CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        int from = 0;
        String before = first;
        for (Map.Entry<Integer, String> variable : variables.entrySet()) {
            code.addStatement(
                    "int $L = $L", variable.getValue(), section.length(from, variable.getKey(), before, integers));
            from = variable.getKey();
            before = variable.getValue();
        }
        return code.build();
    }
}
