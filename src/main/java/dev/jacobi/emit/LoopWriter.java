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
import java.util.function.Function;

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
    /** The variables for the best value so far of the positions of extremes. */
    private final Map<Node, String> bests = new HashMap<>();

    private final CheckWriter checks;
    private final CodeBlock.Builder code = CodeBlock.builder();

    LoopWriter(LoopProgram program, Layout layout, JavaNames names, Parts parts, boolean strict) {
        this.program = program;
        this.layout = layout;
        this.names = names;
        this.parts = parts;
        this.integers = new IntegerWriter(this::integerLeaf, program.partial());
        this.checks = new CheckWriter(layout, names, this::integer, this::exactly);
        this.inside = new KnownInside(program.checked(), openAxes);
        this.expressions = new ExpressionWriter(this::name, strict);
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
            define(let.node(), let.node().is(Op.READ) ? element(let.node()) : expressions.computation(let.node()));
            keep(let.node());
        } else if (statement instanceof Statement.Declare declare) {
            declare(declare.node());
        } else if (statement instanceof Statement.Assign assign) {
            code.addStatement("$L = $L", target(assign.target()), expressions.value(assign.value()));
        } else if (statement instanceof Statement.Begin begin) {
            begin(begin.binder());
        } else if (statement instanceof Statement.Accumulate accumulate) {
            accumulate(accumulate.binder());
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
        code.beginControlFlow("for (int $L = $L; $L < $L; $L++)", i, from, i, integer(axis.arg(1)), i);
        openAxes.add(axis);
        write(loop.body());
        openAxes.remove(axis);
        code.endControlFlow();
        held.keySet().removeAll(invariant);
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

    private void define(Node node, String value) {
        if (visible.add(node)) {
            code.addStatement("$L $L = $L", type(node), local(node), value);
        } else {
            code.addStatement("$L = $L", local(node), value);
        }
    }

    private void declare(Node node) {
        if (!program.inWorkspace().contains(node) && visible.add(node)) {
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

    private void begin(Node binder) {
        if (binder.is(Op.SCATTER)
                || isArrayOfAccumulators(binder)
                || program.inWorkspace().contains(binder)) {
            fill(binder);
            if (isPosition(binder)) {
                code.addStatement("$L = $L", best(binder), extreme(binder));
            }
            return;
        }
        define(binder, first(binder));
        if (isPosition(binder)) {
            String best = names.temporary("b");
            bests.put(binder, best);
            code.addStatement("double $L = $L", best, extreme(binder));
        }
    }

    private static boolean isPosition(Node binder) {
        return binder.is(Op.ARGMAX) || binder.is(Op.ARGMIN);
    }

    private static String extreme(Node binder) {
        boolean largest = binder.is(Op.MAXIMUM) || binder.is(Op.ARGMAX);
        return "Double." + (largest ? "NEGATIVE_INFINITY" : "POSITIVE_INFINITY");
    }

    private static String first(Node binder) {
        return switch (binder.op()) {
            case SUM, SCATTER -> "0.0";
            case PROD -> "1.0";
            case ARGMAX, ARGMIN -> "-1";
            default -> extreme(binder);
        };
    }

    /** Whether the loop over what is kept runs inside the one that accumulates, so that each element has an accumulator of its own. */
    private boolean isArrayOfAccumulators(Node binder) {
        Buffer buffer = program.buffers().get(binder);
        return buffer != null && buffer.indices().stream().anyMatch(axis -> !isOpen(axis));
    }

    /** Whether the code is inside the loop over an axis. */
    private boolean isOpen(Node axis) {
        return openAxes.contains(axis);
    }

    /** Gives the accumulators for all values of the axes that are not open their first value. */
    private void fill(Node binder) {
        Buffer buffer = program.buffers().get(binder);
        int own = binder.is(Op.SCATTER) ? Loops.extents(binder).size() : 0;
        int open = 0;
        while (open < buffer.indices().size() - own && isOpen(buffer.indices().get(open))) {
            open++;
        }
        List<String> row = texts(buffer.indices().subList(0, open));
        code.add(new Filling(layout, names).of(binder, row, texts(buffer.extents()), first(binder)));
    }

    private void accumulate(Node binder) {
        String value = expressions.value(binder.body());
        String target = target(binder);
        switch (binder.op()) {
            case MAP -> code.addStatement("$L = $L", target, value);
            case SUM, SCATTER -> code.addStatement("$L += $L", target, value);
            case PROD -> code.addStatement("$L *= $L", target, value);
            case MAXIMUM -> code.addStatement("$L = Math.max($L, $L)", target, target, value);
            case MINIMUM -> code.addStatement("$L = Math.min($L, $L)", target, target, value);
            default -> accumulatePosition(binder, target, value);
        }
    }

    private void accumulatePosition(Node binder, String target, String value) {
        String best = best(binder);
        String v = names.temporary("v");
        code.addStatement("double $L = $L", v, value);
        String better = v + (binder.is(Op.ARGMAX) ? " > " : " < ") + best;
        code.beginControlFlow("if ($L < 0 || $L == $L && ($L || $L != $L))", target, best, best, better, v, v);
        code.addStatement("$L = $L", best, v);
        code.addStatement("$L = $L", target, integer(binder.arg(0)));
        code.endControlFlow();
    }

    /** Where the best value so far of the position of an extreme is. */
    private String best(Node position) {
        if (!program.inWorkspace().contains(position)) {
            return bests.get(position);
        }
        Buffer buffer = program.buffers().get(position);
        List<String> behind = new ArrayList<>(texts(buffer.indices()));
        behind.set(behind.size() - 1, "1");
        return layout.buffer(position, behind, texts(buffer.extents()));
    }

    private String target(Node binder) {
        return visible.contains(binder) ? local(binder) : stored(binder);
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
        if (node.is(Op.SCATTER)) {
            return layout.buffer(
                    node, List.of(place(node, buffer.indices(), buffer.extents(), true, this::exactly)), List.of());
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
        String text = element(read, false, this::integer);
        int bracket = text.indexOf('[');
        return "element(" + text.substring(0, bracket) + ", " + text.substring(bracket + 1, text.length() - 1) + ")";
    }

    /** An element of an array; reading it outside fails. */
    private String failing(Node read) {
        return element(read, true, this::exactly);
    }

    private String element(Node read, boolean fails, Function<Node, String> texts) {
        Node array = read.arg(0);
        List<Node> indices = read.args().subList(1, read.arity());
        Buffer buffer = program.buffers().get(array);
        if (buffer == null) {
            return layout.element(array, place(array, indices, Loops.extents(array), fails, texts));
        }
        List<Node> all =
                new ArrayList<>(buffer.indices().subList(0, buffer.indices().size() - indices.size()));
        all.addAll(indices);
        return layout.buffer(array, List.of(place(array, all, buffer.extents(), fails, texts)), List.of());
    }

    private String place(
            Node array, List<Node> indices, List<Node> extents, boolean fails, Function<Node, String> texts) {
        if (inside.areInside(indices, extents)) {
            List<String> known = new ArrayList<>();
            for (int d = 0; d < indices.size(); d++) {
                // What was checked was computed without overflow then.
                Node index = indices.get(d);
                known.add(inside.isChecked(index, extents.get(d)) ? known(index) : texts.apply(index));
            }
            return Layout.flat(known, texts(extents));
        }
        List<Layout.Index> all = new ArrayList<>();
        for (int d = 0; d < indices.size(); d++) {
            boolean surely = inside.isInside(indices.get(d), extents.get(d));
            all.add(new Layout.Index(texts.apply(indices.get(d)), integer(extents.get(d)), surely));
        }
        return layout.checked(array, all, fails);
    }

    private String known(Node index) {
        return index.axes().isEmpty() ? integer(index) : integers.plain(index);
    }

    private List<String> texts(List<Node> integers) {
        return integers.stream().map(this::integer).toList();
    }

    private String integer(Node node) {
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

    private String local(Node node) {
        return locals.computeIfAbsent(
                node, n -> layout.local(n, n.type() == Type.CONDITION ? "c" : n.op().isReduction() ? "s" : "t", names));
    }
}
