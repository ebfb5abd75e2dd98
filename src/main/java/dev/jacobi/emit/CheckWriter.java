package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Node;
import dev.jacobi.program.Statement;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes what fails where an index is outside its array or an integer has no value. */
final class CheckWriter {
    private final Layout layout;
    private final JavaNames names;
    private final Function<Node, String> integers;
    private final Function<Node, String> exactly;

    /**
     * @param integers the text of an integer, which fails nowhere
     * @param exactly the text of an integer, which fails where that has no value
     */
    CheckWriter(Layout layout, JavaNames names, Function<Node, String> integers, Function<Node, String> exactly) {
        this.layout = layout;
        this.names = names;
        this.integers = integers;
        this.exactly = exactly;
    }

    CodeBlock ofIndex(Statement.CheckIndex check) {
        CodeBlock.Builder code = CodeBlock.builder();
        String text = exactly.apply(check.index());
        // An index that may fail itself is not computed where the loops round it do not run.
        boolean fails = !check.axes().isEmpty() && !text.equals(integers.apply(check.index()));
        if (fails) {
            code.beginControlFlow("if ($L)", running(check.axes()));
        }
        String index = isWord(text) ? text : names.temporary("v");
        if (!isWord(text)) {
            code.addStatement("int $L = $L", index, text);
        }
        String extent = integers.apply(check.extent());
        boolean natural = Bounds.isNatural(check.index());
        String outside = (natural ? "" : index + " < 0 || ") + index + " >= " + extent;
        boolean alone = fails || check.axes().isEmpty();
        String condition = alone ? outside : (natural ? outside : "(" + outside + ")") + " && " + running(check.axes());
        code.beginControlFlow("if ($L)", condition);
        code.add(layout.failure(check.array(), index, extent));
        code.endControlFlow();
        return fails ? code.endControlFlow().build() : code.build();
    }

    CodeBlock ofInteger(Statement.CheckInteger check) {
        CodeBlock.Builder code = CodeBlock.builder();
        if (!check.axes().isEmpty()) {
            code.beginControlFlow("if ($L)", running(check.axes()));
        }
        code.addStatement("int $L = $L", names.temporary("v"), exactly.apply(check.integer()));
        return check.axes().isEmpty() ? code.build() : code.endControlFlow().build();
    }

    /** The condition that loops run at all. */
    private String running(List<Node> axes) {
        return axes.stream()
                .map(axis -> integers.apply(axis.arg(0)) + " < " + integers.apply(axis.arg(1)))
                .collect(Collectors.joining(" && "));
    }

    static boolean isWord(String text) {
        return text.chars().allMatch(Character::isLetterOrDigit);
    }
}
