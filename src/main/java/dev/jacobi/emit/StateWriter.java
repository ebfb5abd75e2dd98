package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Recurrence;
import dev.jacobi.op.Op;
import dev.jacobi.program.Buffer;
import dev.jacobi.program.Carried;
import dev.jacobi.program.LoopProgram;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the states of recurrences. A number is in a variable, which the end of a step gives its next value; an array is in the rows of a
 * buffer, one for each value or two that take turns.
 */
final class StateWriter {
    private final LoopProgram program;
    private final Layout layout;
    private final JavaNames names;
    private final LoopWriter writer;

    StateWriter(LoopProgram program, Layout layout, JavaNames names, LoopWriter writer) {
        this.program = program;
        this.layout = layout;
        this.names = names;
        this.writer = writer;
    }

    /** Gives a state its first value. */
    CodeBlock first(Recurrence.State state) {
        Carried carried = program.carried().get(state.before());
        CodeBlock.Builder code = CodeBlock.builder();
        String value = writer.value(state.first());
        if (!isVariable(carried)) {
            return code.addStatement("$L = $L", element(carried, "0", false), value)
                    .build();
        }
        code.add(writer.defined(carried.node(), value));
        if (carried.every()) {
            code.addStatement("$L = $L", element(carried, "0", false), writer.local(carried.node()));
        }
        return code.build();
    }

    /** Puts the next value of an element of a state into its row. */
    CodeBlock next(Recurrence.State state) {
        Carried carried = program.carried().get(state.before());
        return CodeBlock.builder()
                .addStatement("$L = $L", element(carried, after(carried), true), writer.value(state.next()))
                .build();
    }

    /** Gives numbers their next values. What is computed here from the states before the step is kept until all of it is. */
    CodeBlock advance(List<Recurrence.State> states) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<String> values = new ArrayList<>();
        long mentions =
                states.stream().filter(state -> mentionsStates(state.next())).count();
        List<Recurrence.State> order = new ArrayList<>(states);
        order.sort((a, b) -> Boolean.compare(mentionsStates(b.next()), mentionsStates(a.next())));
        for (Recurrence.State state : order) {
            String value = writer.value(state.next());
            if (mentions > 1 && mentionsStates(state.next())) {
                String kept = names.temporary("v");
                code.addStatement("double $L = $L", kept, value);
                value = kept;
            }
            values.add(value);
        }
        for (int k = 0; k < order.size(); k++) {
            Carried carried = program.carried().get(order.get(k).before());
            if (isVariable(carried)) {
                code.addStatement("$L = $L", writer.local(carried.node()), values.get(k));
            }
            if (carried.every() || !isVariable(carried)) {
                String value = isVariable(carried) ? writer.local(carried.node()) : values.get(k);
                code.addStatement("$L = $L", element(carried, after(carried), true), value);
            }
        }
        return code.build();
    }

    /** Whether the text of a value is more than a constant or a variable that the step made. */
    private boolean mentionsStates(Node value) {
        return !value.op().isLeaf() && !writer.isVisible(value);
    }

    private boolean isVariable(Carried carried) {
        return carried.isNumber() && !program.inWorkspace().contains(carried.node());
    }

    private String after(Carried carried) {
        return "(" + writer.integer(carried.steps()) + " + 1)";
    }

    /** The element of a state at its own axes. */
    private String element(Carried carried, String step, boolean stepped) {
        Node node = carried.node();
        Buffer buffer = program.buffers().get(node);
        if (buffer.indices().isEmpty()) {
            return layout.buffer(node, List.of(), List.of());
        }
        List<Layout.Index> before = before(carried, buffer, stepped ? row(carried, step) : step);
        String place = writer.place(node, before, carried.state().axes(), Loops.extents(node), true);
        return layout.buffer(node, List.of(place), List.of());
    }

    /** The variable that a READ of a state is, or null where it is an element of a buffer. */
    String variable(Node read) {
        Carried carried = program.carriedIn(read.arg(0));
        boolean last = Recurrence.isLastNumber(read);
        return carried != null && isVariable(carried) && (last || read.arg(0).is(Op.STATE))
                ? writer.local(carried.node())
                : null;
    }

    /** An element of a state: before a step, or of a value by its number. */
    String element(Node read, boolean fails) {
        Carried carried = program.carriedIn(read.arg(0));
        Node node = carried.node();
        Buffer buffer = program.buffers().get(node);
        if (buffer.indices().isEmpty()) {
            return layout.buffer(node, List.of(), List.of());
        }
        boolean before = read.arg(0).is(Op.STATE);
        List<Node> own = LoopProgram.indices(read);
        List<Node> extents = Loops.extents(node);
        boolean inside = !before
                && writer.isInside(own.get(0), Loops.extents(read.arg(0)).get(0));
        String place;
        if (before || inside || !carried.every()) {
            Node number = before ? carried.steps() : own.get(0);
            String row = row(carried, inside ? writer.inside(number) : writer.integer(number));
            List<Node> rest = before ? own : own.subList(1, own.size());
            place = writer.place(node, before(carried, buffer, row), rest, extents, fails);
        } else {
            List<Layout.Index> kept = before(carried, buffer, "0");
            List<Node> all = new ArrayList<>(buffer.extents().subList(kept.size() - 1, kept.size()));
            all.addAll(extents);
            place = writer.place(node, kept.subList(0, kept.size() - 1), own, all, fails);
        }
        return layout.buffer(node, List.of(place), List.of());
    }

    /** Which row a value is in. */
    private static String row(Carried carried, String number) {
        if (carried.every()) {
            return number;
        }
        boolean literal = number.chars().allMatch(Character::isDigit);
        return literal ? Integer.toString(Integer.parseInt(number) & 1) : "(" + number + " & 1)";
    }

    /** The indices of the loops round a recurrence by which values are kept apart, and the row. */
    private List<Layout.Index> before(Carried carried, Buffer buffer, String row) {
        List<Layout.Index> before = new ArrayList<>();
        int kept = buffer.indices().size() - carried.state().axes().size() - 1;
        for (int d = 0; d < kept; d++) {
            String extent = writer.integer(buffer.extents().get(d));
            before.add(new Layout.Index(writer.integer(buffer.indices().get(d)), extent, true));
        }
        before.add(new Layout.Index(row, writer.integer(buffer.extents().get(kept)), true));
        return before;
    }
}
