package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import dev.jacobi.graph.Bounds;
import dev.jacobi.graph.Loops;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.op.Type;
import dev.jacobi.program.Block;
import dev.jacobi.program.Buffer;
import dev.jacobi.program.LoopProgram;
import dev.jacobi.program.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes the body of a program with loops. */
final class LoopWriter {
    private final LoopProgram program;
    private final Layout layout;
    private final JavaNames names;
    private final Parts parts;
    private final ExpressionWriter expressions;
    private final IntegerWriter integers;
    /** Writes integers where they are sure to be needed. */
    private final IntegerWriter exactly = new IntegerWriter(this::integerLeaf);

    private final Map<Node, String> locals = new HashMap<>();
    private final Set<Node> visible = new HashSet<>();
    /** The variables for what does not vary in the loop that is being written. */
    private final Map<Node, String> held = new HashMap<>();

    private final Set<Node> openAxes = new LinkedHashSet<>();
    private final KnownInside inside;
    private final Set<Node> kept = new HashSet<>();
    private final StateWriter states;
    private final EarlyEnd ends;
    private final AccumulatorWriter accumulators;

    private final CheckWriter checks;
    private final CodeBlock.Builder code = CodeBlock.builder();

    LoopWriter(LoopProgram program, Layout layout, JavaNames names, Parts parts, boolean strict) {
        this.program = program;
        this.layout = layout;
        this.names = names;
        this.parts = parts;
        this.integers = new IntegerWriter(this::integerLeaf, program.partial(), layout::constant);
        this.checks = new CheckWriter(layout, names, this::integer, this::exactly);
        this.inside = new KnownInside(program.checked(), openAxes);
        this.expressions = new ExpressionWriter(this::name, strict);
        this.states = new StateWriter(program, layout, names, this);
        this.ends = new EarlyEnd(program);
        this.accumulators = new AccumulatorWriter(program, layout, names, this);
    }

    /** The body of the method in which the program begins, with or without the return of the program's value. */
    CodeBlock write(boolean returns) {
        program.methods().get(0).statements().forEach(this::write);
        if (returns) {
            code.addStatement("return $L", expressions.value(program.returned()));
        }
        return CodeBlock.builder().add(layout.declarations()).add(code.build()).build();
    }

    /** Completes another method with the indices of the loops round its call and its body. */
    void write(Parts.Part part, MethodSpec.Builder method) {
        for (Node axis : part.axes()) {
            String index = layout.loopVariable(axis, openNames(), names);
            locals.put(axis, index);
            openAxes.add(axis);
            method.addParameter(int.class, index);
        }
        program.methods().get(part.method()).statements().forEach(this::write);
        method.addCode(layout.declarations()).addCode(code.build());
    }

    private List<String> openNames() {
        return openAxes.stream().map(locals::get).toList();
    }

    /** Blocks nest as loops and branches do. */
    private void write(Block block) {
        Set<Node> before = new HashSet<>(visible);
        block.statements().forEach(this::write);
        visible.retainAll(before);
    }

    private void write(Statement statement) {
        if (statement instanceof Statement.Loop loop) {
            writeLoop(loop);
        } else if (statement instanceof Statement.Choice choice) {
            writeChoice(choice);
        } else if (statement instanceof Statement.Let let) {
            let(let.node());
        } else if (statement instanceof Statement.Declare declare) {
            declare(declare.node());
        } else if (statement instanceof Statement.Assign assign) {
            code.addStatement("$L = $L", target(assign.target()), expressions.value(assign.value()));
        } else if (statement instanceof Statement.Begin begin) {
            code.add(accumulators.begin(begin.binder()));
        } else if (statement instanceof Statement.Accumulate accumulate) {
            code.add(accumulators.accumulate(accumulate.binder()));
        } else if (statement instanceof Statement.Check check) {
            String type = check.read().is(Op.READ) ? "double" : "int";
            code.addStatement("$L $L = $L", type, names.temporary("v"), failing(check.read()));
        } else if (statement instanceof Statement.CheckIndex check) {
            code.add(checks.ofIndex(check));
        } else if (statement instanceof Statement.CheckInteger check) {
            code.add(checks.ofInteger(check));
        } else if (statement instanceof Statement.Keep keep) {
            keep(keep.node());
        } else if (statement instanceof Statement.Store store) {
            code.addStatement(
                    "$L = $L", layout.output(store.index(), List.of(), List.of()), expressions.value(store.value()));
        } else if (statement instanceof Statement.StoreElement store) {
            List<Node> extents = store.axes().stream().map(axis -> axis.arg(1)).toList();
            String element = layout.output(store.output(), texts(store.axes()), texts(extents));
            code.addStatement("$L = $L", element, expressions.value(store.value()));
        } else if (statement instanceof Statement.First first) {
            code.add(states.first(first.state()));
        } else if (statement instanceof Statement.Next next) {
            code.add(states.next(next.state()));
        } else if (statement instanceof Statement.Advance advance) {
            code.add(states.advance(advance.states()));
        } else if (statement instanceof Statement.Call call) {
            code.addStatement("$L", parts.call(call.method(), List.copyOf(openAxes), openNames()));
        } else {
            throw new IllegalStateException("no Java for " + statement);
        }
    }

    private void writeLoop(Statement.Loop loop) {
        Node axis = loop.axis();
        String i = layout.loopVariable(axis, openNames(), names);
        locals.put(axis, i);
        String from = integer(axis.arg(0));
        Set<Node> invariant = hold(loop);
        String end = i + " < " + integer(axis.arg(1)) + continued(loop, i);
        code.beginControlFlow("for (int $L = $L; $L; $L++)", i, from, end, i);
        openAxes.add(axis);
        write(loop.body());
        openAxes.remove(axis);
        code.endControlFlow();
        held.keySet().removeAll(invariant);
    }

    /**
     * Where a loop over steps may end early, the condition under which it goes on. An array of states is then read in the row of the last
     * step, so that it ends only where that is the row of this one.
     */
    private String continued(Statement.Loop loop, String i) {
        Set<Node> conditions = ends.conditions(loop);
        List<String> goesOn = new ArrayList<>();
        for (Node condition : conditions) {
            String state = states.variable(condition.arg(0));
            String value = state != null ? state : states.element(condition.arg(0), false);
            goesOn.add(value + " < " + expressions.value(condition.arg(1)));
        }
        if (!conditions.isEmpty() && ends.hasRows(loop.axis())) {
            goesOn.add("(" + i + " & 1) != (" + integer(loop.axis().arg(1)) + " & 1)");
        }
        return goesOn.isEmpty() ? "" : " && (" + String.join(" || ", goesOn) + ")";
    }

    /** Puts what does not vary in a loop into variables before it. */
    private Set<Node> hold(Statement.Loop loop) {
        Set<Node> within = new HashSet<>(openAxes);
        within.add(loop.axis());
        KnownInside known = new KnownInside(program.checked(), within);
        Set<Node> invariant = new Invariants(program, this::isLocal, inside::isElement, known::isSure).of(loop);
        Map<Node, String> added = new LinkedHashMap<>();
        invariant.forEach(node -> added.put(node, names.temporary("h")));
        added.forEach((node, name) -> code.addStatement("double $L = $L", name, expressions.value(node)));
        held.putAll(added);
        return invariant;
    }

    private boolean isLocal(Node node) {
        return visible.contains(node) || held.containsKey(node);
    }

    private void writeChoice(Statement.Choice choice) {
        if (inside.isSure(choice.condition())) {
            write(choice.then());
            return;
        }
        String condition = expressions.value(choice.condition());
        if (choice.then().statements().isEmpty()) {
            code.beginControlFlow("if (!($L))", condition);
            write(choice.otherwise());
        } else {
            code.beginControlFlow("if ($L)", condition);
            write(choice.then());
            if (!choice.otherwise().statements().isEmpty()) {
                code.nextControlFlow("else");
                write(choice.otherwise());
            }
        }
        code.endControlFlow();
    }

    /** The last value of a state needs no variable beside that of the state. */
    private void let(Node node) {
        String state = node.is(Op.READ) ? states.variable(node) : null;
        if (state != null && visible.add(node)) {
            locals.put(node, state);
        } else {
            define(node, node.is(Op.READ) ? element(node) : expressions.computation(node));
        }
        keep(node);
    }

    private void define(Node node, String value) {
        code.add(defined(node, value));
    }

    /** What gives the variable of a node its value. */
    CodeBlock defined(Node node, String value) {
        return visible.add(node)
                ? CodeBlock.builder()
                        .add(layout.comment(node))
                        .addStatement("$L $L = $L", type(node), local(node), value)
                        .build()
                : CodeBlock.builder()
                        .addStatement("$L = $L", local(node), value)
                        .build();
    }

    boolean isInside(Node index, Node extent) {
        return inside.isInside(index, extent);
    }

    boolean isVisible(Node node) {
        return visible.contains(node);
    }

    /** The text of a value where it is needed. */
    String value(Node node) {
        return expressions.value(node);
    }

    private void declare(Node node) {
        if (!program.inWorkspace().contains(node) && visible.add(node)) {
            code.add(layout.comment(node));
            code.addStatement("$L $L = $L", type(node), local(node), initial(node));
        }
    }

    private static String type(Node node) {
        return switch (node.type()) {
            case CONDITION -> "boolean";
            case INTEGER -> "int";
            default -> "double";
        };
    }

    private static String initial(Node node) {
        return switch (node.type()) {
            case CONDITION -> "false";
            case INTEGER -> "0";
            default -> "0.0";
        };
    }

    /** Whether the code is inside the loop over an axis. */
    boolean isOpen(Node axis) {
        return openAxes.contains(axis);
    }

    String target(Node binder) {
        return visible.contains(binder) ? local(binder) : stored(binder);
    }

    /** The element of a scatter's buffer to which something is added. */
    String target(Node scatter, List<Node> indices) {
        Buffer buffer = program.buffers().get(scatter);
        // The scatter's condition holds, and asks whether just these texts are inside.
        String place = place(scatter, List.of(), indices(buffer, indices), buffer.extents(), true, false);
        return layout.buffer(scatter, List.of(place), List.of());
    }

    /** The indices of an array's element in its buffer: those of the loops round the array, then its own. */
    private static List<Node> indices(Buffer buffer, List<Node> own) {
        List<Node> all =
                new ArrayList<>(buffer.indices().subList(0, buffer.indices().size() - own.size()));
        all.addAll(own);
        return all;
    }

    /** Puts a local variable into its buffer, where there is one. */
    private void keep(Node node) {
        if (program.buffers().containsKey(node) && visible.contains(node) && kept.add(node)) {
            String number = node.type() == Type.CONDITION ? local(node) + " ? 1.0 : 0.0" : local(node);
            code.addStatement("$L = $L", stored(node), number);
        }
    }

    private String stored(Node node) {
        Buffer buffer = program.buffers().get(node);
        if (buffer == null) {
            throw new IllegalStateException(node + " has neither a variable here nor a buffer");
        }
        return layout.buffer(node, texts(buffer.indices()), texts(buffer.extents()));
    }

    /** The text of a leaf, an element or a variable; null for a node that is written out. */
    private String name(Node node) {
        if (held.containsKey(node)) {
            return held.get(node);
        }
        if (node.is(Op.PARAMETER)) {
            return layout.number(node);
        }
        if (node.is(Op.TO_REAL)) {
            String text = integer(node.arg(0));
            return "(double) " + (CheckWriter.isWord(text) ? text : "(" + text + ")");
        }
        if (node.type() == Type.INTEGER) {
            return integer(node);
        }
        if (program.variables().contains(node)) {
            return visible.contains(node) ? local(node) : stored(node);
        }
        return node.is(Op.READ) ? element(node) : null;
    }

    /** An element of an array, NaN (or -1) outside it unless reading it is to fail there. */
    private String element(Node read) {
        if (inside.isElement(read) || program.strict().contains(read)) {
            return failing(read);
        }
        layout.useLenient(read.is(Op.READ));
        String text = element(read, false);
        int bracket = text.indexOf('[');
        return "element(" + text.substring(0, bracket) + ", " + text.substring(bracket + 1, text.length() - 1) + ")";
    }

    /** An element of an array; reading it outside fails. */
    private String failing(Node read) {
        return element(read, true);
    }

    private String element(Node read, boolean fails) {
        Node array = read.arg(0);
        if (program.carriedIn(array) != null) {
            String variable = states.variable(read);
            return variable == null ? states.element(read, fails) : variable;
        }
        List<Node> indices = LoopProgram.indices(read);
        Buffer buffer = program.buffers().get(array);
        if (buffer == null) {
            return layout.element(array, place(array, indices, Loops.extents(array), fails));
        }
        String place = place(array, indices(buffer, indices), buffer.extents(), fails);
        return layout.buffer(array, List.of(place), List.of());
    }

    private String place(Node array, List<Node> indices, List<Node> extents, boolean fails) {
        return place(array, List.of(), indices, extents, fails);
    }

    /** The row-major place of indices behind others that are surely inside. */
    String place(Node array, List<Layout.Index> before, List<Node> indices, List<Node> extents, boolean fails) {
        return place(array, before, indices, extents, fails, fails);
    }

    /** @param exact whether an integer without a value fails too */
    private String place(
            Node array,
            List<Layout.Index> before,
            List<Node> indices,
            List<Node> extents,
            boolean fails,
            boolean exact) {
        List<Layout.Index> all = new ArrayList<>(before);
        boolean allInside = inside.areInside(indices, extents);
        for (int d = 0; d < indices.size(); d++) {
            Node index = indices.get(d);
            // What was checked was computed without overflow then.
            boolean known = allInside && (inside.isChecked(index, extents.get(d)) || isExactInTheEnd(index));
            String text = known ? known(index) : exact ? exactly(index) : integer(index);
            all.add(new Layout.Index(text, integer(extents.get(d)), inside.isInside(index, extents.get(d))));
        }
        return allInside
                ? Layout.flat(
                        all.stream().map(Layout.Index::text).toList(),
                        all.stream().map(Layout.Index::extent).toList())
                : layout.checked(array, all, fails);
    }

    /**
     * Whether an integer comes out right, where it fits at all, whatever overflows on the way to it; calls on sizes are made once, where
     * they fail if they overflow. Recurses over one index only.
     */
    private static boolean isExactInTheEnd(Node integer) {
        boolean sum = integer.is(Op.IADD) || integer.is(Op.ISUB) || integer.is(Op.IMUL);
        return integer.op().isLeaf()
                || integer.is(Op.AXIS)
                || Bounds.isOfSizes(integer)
                || sum && integer.args().stream().allMatch(LoopWriter::isExactInTheEnd);
    }

    /** The text of an index that surely lies inside an array. */
    String inside(Node index) {
        return isExactInTheEnd(index) ? known(index) : integer(index);
    }

    private String known(Node index) {
        return index.axes().isEmpty() ? integer(index) : integers.plain(index);
    }

    List<String> texts(List<Node> integers) {
        return integers.stream().map(this::integer).toList();
    }

    String integer(Node node) {
        boolean computed = node.type() == Type.INTEGER && !node.op().isLeaf() && Bounds.isOfSizes(node);
        return computed ? layout.constant(integers.text(node)) : integers.text(node);
    }

    /** An integer where it is sure to be needed: fails where it has no value. */
    private String exactly(Node node) {
        return integers.isPartial(node) ? exactly.text(node) : integer(node);
    }

    /** The text of an integer that is no arithmetic. */
    private String integerLeaf(Node node) {
        return switch (node.op()) {
            case SIZE -> layout.size(node);
            case AXIS -> locals.get(node);
            case GATHER -> element(node);
            default -> visible.contains(node) ? local(node) : "(int) " + stored(node);
        };
    }

    String local(Node node) {
        return locals.computeIfAbsent(
                node, n -> layout.local(n, n.type() == Type.CONDITION ? "c" : n.op().isReduction() ? "s" : "t", names));
    }
}
