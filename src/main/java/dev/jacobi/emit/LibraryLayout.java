package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.AxisNames;
import dev.jacobi.graph.FunctionGraph;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.op.Op;
import dev.jacobi.program.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layout of a class for a build: each parameter by its name, and the user's names for what is computed. */
final class LibraryLayout implements Layout {
    private final FunctionGraph function;
    private final LoopEntry entry;
    private final JavaNames names;
    private final LibrarySizes sizes;
    private final AxisNames axisNames;
    private final Section variables;
    private final Section seeds;
    private final Section outputs;
    private final Section work;
    private final FormulaText text;
    private final IntegerWriter integers;
    /** By the name of the section. */
    private final Map<String, Offsets> offsets = new LinkedHashMap<>();

    /** Integers of sizes that are variables. */
    private final Map<String, String> words = new LinkedHashMap<>();

    private final Map<String, String> constants = new LinkedHashMap<>();
    private boolean checks;

    /** @param packed the name of the array that all variables are in, or null where each has its own name */
    LibraryLayout(
            FunctionGraph function,
            LoopEntry entry,
            JavaNames names,
            LibrarySizes sizes,
            String packed,
            Section seeds,
            Section outputs,
            Section work) {
        this.function = function;
        this.entry = entry;
        this.names = names;
        this.sizes = sizes;
        this.axisNames = new AxisNames(function);
        this.text = FormulaText.of(function.origin().tree());
        this.variables = packed == null ? null : Section.ofParameters(packed, function.variableNodes());
        this.seeds = seeds;
        this.outputs = outputs;
        this.work = work;
        this.integers = new IntegerWriter(sizes::text, entry.program().partial(), this::constant);
    }

    boolean usesChecks() {
        return checks;
    }

    @Override
    public CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        CodeBlock.Builder places = CodeBlock.builder();
        offsets.values().forEach(of -> places.add(of.declarations()));
        constants.forEach((text, name) -> code.addStatement("int $L = $L", name, text));
        words.forEach((text, name) -> code.addStatement("int $L = $L", name, text));
        return code.add(places.build()).build();
    }

    @Override
    public String number(Node parameter) {
        if (parameter.role() == Role.SEED) {
            return at(seeds, parameter.index(), "0", "seed");
        }
        return isPacked(parameter)
                ? at(variables, parameter.index(), "0", "")
                : names.forWish(function.nameOf(parameter));
    }

    private boolean isPacked(Node parameter) {
        return variables != null && parameter.role() == Role.VARIABLE;
    }

    @Override
    public String element(Node array, String place) {
        if (array.role() == Role.SEED) {
            return at(seeds, array.index(), place, "seed");
        }
        if (isPacked(array)) {
            return at(variables, array.index(), place, "");
        }
        String name = names.forWish(function.nameOf(array));
        return array.arity() == 0 ? name : name + "[" + place + "]";
    }

    @Override
    public String size(Node size) {
        return sizes.text(size);
    }

    @Override
    public String output(int number, List<String> indices, List<String> extents) {
        if (outputs.array() == null) {
            // In place: the result is the new value of a variable.
            return element(function.variableNodes().get(number), Layout.flat(indices, extents));
        }
        return entry.matrix() == null
                ? at(outputs, number, Layout.flat(indices, extents), "out")
                : outputs.array() + "[" + entry.matrix().place(number, indices, extents, this::word) + "]";
    }

    @Override
    public int apart(Node node) {
        return entry.matrix() == null || !entry.isOutput(node)
                ? 0
                : entry.matrix().apart(entry.program().outputs().get(node));
    }

    /** The text of an integer of sizes: a literal, a size, or a variable that is declared at the top. */
    private String word(Node integer, String wish) {
        String text = integers.alone(integer);
        return integer.arity() == 0 ? text : words.computeIfAbsent(text, key -> names.fresh(wish));
    }

    @Override
    public String buffer(Node node, List<String> indices, List<String> extents) {
        if (entry.isOutput(node)) {
            return output(entry.program().outputs().get(node), indices, extents);
        }
        Buffer buffer = entry.program().buffers().get(node);
        String wish = entry.program().names().getOrDefault(node, "work" + buffer.number());
        return at(work, buffer.number(), Layout.flat(indices, extents), wish);
    }

    /** An element of a thing in a section; an offset that is more than one word is declared. */
    private String at(Section section, int number, String place, String wish) {
        boolean variable = section != work && (section == outputs ? isOfVariables() : true);
        String name = variable && number < function.variables().size()
                ? function.variables().get(number)
                : wish;
        // A gradient is laid out as the variables are.
        Section laidOut = section == variables && isOfVariables() ? outputs : section;
        String offset = offsets.computeIfAbsent(laidOut.array(), array -> new Offsets(laidOut, "0", integers))
                .of(number, () -> names.fresh(name + "At"));
        String at = offset.equals("0") ? place : place.equals("0") ? offset : offset + " + " + place;
        return section.array() + "[" + at + "]";
    }

    /** Whether the outputs belong to the variables rather than to the results. */
    private boolean isOfVariables() {
        return switch (entry.derivative()) {
            case GRADIENT, VJP, HESSIAN_VECTOR_PRODUCT -> true;
            default -> false;
        };
    }

    @Override
    public CodeBlock failure(Node array, String index, String extent) {
        checks = true;
        return CodeBlock.builder()
                .addStatement(
                        "throw new IndexOutOfBoundsException($S + $L + $S + $L)",
                        "index ",
                        index,
                        " of " + nameOf(array) + " is outside 0 <= index < ",
                        extent)
                .build();
    }

    @Override
    public String constant(String text) {
        return IntegerWriter.calls(text) ? constants.computeIfAbsent(text, key -> names.temporary("m")) : text;
    }

    @Override
    public void useLenient(boolean reals) {
        // The class has the methods that it calls.
    }

    @Override
    public String checked(Node array, List<Index> indices, boolean fails) {
        if (!fails) {
            return Layout.place(indices);
        }
        checks = true;
        List<String> texts = indices.stream()
                .map(index -> index.inside()
                        ? index.text()
                        : "index(" + index.text() + ", " + index.extent() + ", \"" + nameOf(array) + "\")")
                .toList();
        return Layout.flat(texts, indices.stream().map(Index::extent).toList());
    }

    /** What messages call an array. */
    private String nameOf(Node array) {
        if (array.is(Op.ARRAY) || array.is(Op.INTEGERS)) {
            return array.role() == Role.SEED ? seeds.array() : function.nameOf(array);
        }
        return entry.isOutput(array) ? outputs.array() : entry.program().names().getOrDefault(array, "an array");
    }

    @Override
    public String loopVariable(Node axis, List<String> open, JavaNames locals) {
        return axisNames.of(axis).stream()
                .filter(name -> !open.contains(name) && name.equals(locals.forWish("axis", name)))
                .findFirst()
                .orElseGet(() -> locals.temporary("i"));
    }

    @Override
    public CodeBlock comment(Node node) {
        return text.comment(entry.program().names().get(node));
    }

    @Override
    public String local(Node node, String prefix, JavaNames locals) {
        String wish = entry.program().names().get(node);
        return wish != null && locals.isFree(wish) ? locals.fresh(wish) : locals.temporary(prefix);
    }
}
