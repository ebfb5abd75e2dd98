package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.syntax.SourceFile.Binding;
import dev.jacobi.syntax.SourceFile.Function;
import dev.jacobi.syntax.SourceFile.Parameter;
import dev.jacobi.syntax.TreePrinter;
import java.util.HashMap;
import java.util.Map;

/**
 * What stands in a generated class of the text that it was made from: printed again from the tree, so that it is ASCII, without escapes.
 *
 * @param documentation what the user wrote about the function, or null
 * @param formula the function without that
 * @param lines that of each binding, by the names that it binds
 */
public record FormulaText(String documentation, String formula, Map<String, String> lines) {
    /** Of what has no text in it. */
    static final FormulaText NONE = new FormulaText(null, "", Map.of());

    private static final int LONGEST = 100;

    /** The text of a function. */
    public static FormulaText of(Function tree) {
        Map<String, String> lines = new HashMap<>();
        for (Binding binding : tree.bindings()) {
            String line = TreePrinter.print(binding);
            for (Parameter name : binding.names()) {
                lines.put(name.name(), line.length() > LONGEST ? line.substring(0, LONGEST) + " ..." : line);
            }
        }
        Function plain = new Function(
                tree.span(),
                null,
                tree.name(),
                tree.nameSpan(),
                tree.variables(),
                tree.data(),
                tree.bindings(),
                tree.results());
        return new FormulaText(tree.documentation(), TreePrinter.print(plain).strip(), Map.copyOf(lines));
    }

    /** How the Javadoc of a class begins. */
    String javadoc() {
        String said = documentation == null ? "" : JavadocText.escaped(documentation) + "\n\n";
        return said + "<pre>{@code\n" + JavadocText.code(formula) + "\n}</pre>\n\n";
    }

    /** A comment with the line of what has this name; empty where the text has none, or the name is null. */
    CodeBlock comment(String name) {
        String line = name == null ? null : lines.get(name);
        return line == null ? CodeBlock.of("") : CodeBlock.of("// $L\n", line);
    }
}
