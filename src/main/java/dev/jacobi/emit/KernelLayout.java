package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Op;
import dev.jacobi.program.Buffer;
import dev.jacobi.program.LoopProgram;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The layout of a run-time class: sections of arrays, each thing at an offset that the sizes decide. */
class KernelLayout implements Layout {
    private final LoopProgram program;
    private final Sections sections;
    private final OutputMatrix matrix;
    private final int sizes;
    private final IntegerWriter integers;
    /** By the name of the section. */
    private final Map<String, Offsets> offsets = new LinkedHashMap<>();

    private final Map<String, String> constants = new LinkedHashMap<>();
    private final Section work;
    private boolean checks;
    private boolean lenientReals;
    private boolean lenientIntegers;

    /** The sections of a kernel; integer data follows the sizes in {@code ints}. */
    record Sections(Section variables, Section data, Section integers, Section seeds, Section outputs) {}

    KernelLayout(LoopProgram program, Sections sections, OutputMatrix matrix, int sizes) {
        this.program = program;
        this.integers = new IntegerWriter(this::size, program.partial(), this::constant);
        this.sections = sections;
        this.matrix = matrix;
        this.sizes = sizes;
        List<List<Node>> shapes = new ArrayList<>();
        program.buffers()
                .forEach((node, buffer) -> shapes.add(program.outputs().containsKey(node) ? null : buffer.extents()));
        this.work = new Section("work", shapes);
    }

    @Override
    public CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < sizes; i++) {
            code.addStatement("int n$L = ints[$L]", i, i);
        }
        CodeBlock.Builder places = CodeBlock.builder();
        offsets.values().forEach(of -> places.add(of.declarations()));
        constants.forEach((text, name) -> code.addStatement("int $L = $L", name, text));
        return code.add(places.build()).build();
    }

    boolean usesChecks() {
        return checks;
    }

    boolean usesLenient(boolean reals) {
        return reals ? lenientReals : lenientIntegers;
    }

    @Override
    public void useLenient(boolean reals) {
        lenientReals |= reals;
        lenientIntegers |= !reals;
    }

    /** Reads what is in no array. */
    @Override
    public CodeBlock failure(Node array, String index, String extent) {
        return CodeBlock.builder().addStatement("ints[-1] = $L", index).build();
    }

    @Override
    public String constant(String text) {
        return constants.computeIfAbsent(text, t -> "m" + constants.size());
    }

    @Override
    public String checked(Node array, List<Index> indices, boolean fails) {
        checks = true;
        return Layout.place(indices);
    }

    @Override
    public String size(Node size) {
        if (!size.is(Op.SIZE)) {
            throw new IllegalStateException("no size: " + size);
        }
        return "n" + size.index();
    }

    @Override
    public String number(Node parameter) {
        Section section = section(parameter);
        return section.array() + "[" + offset(section, parameter.index()) + "]";
    }

    @Override
    public String element(Node array, String place) {
        Section section = section(array);
        return at(section.array(), offset(section, array.index()), place);
    }

    private Section section(Node parameter) {
        return switch (parameter.role()) {
            case VARIABLE -> sections.variables;
            case DATA -> parameter.is(Op.INTEGERS) ? sections.integers : sections.data;
            case SEED -> sections.seeds;
        };
    }

    @Override
    public String output(int number, List<String> indices, List<String> extents) {
        return matrix == null
                ? at("out", offset(sections.outputs, number), Layout.flat(indices, extents))
                : "out[" + matrix.place(number, indices, extents, this::word) + "]";
    }

    @Override
    public int apart(Node node) {
        return matrix == null || !program.outputs().containsKey(node)
                ? 0
                : matrix.apart(program.outputs().get(node));
    }

    /** The text of an integer of sizes: a literal, a size, or a variable that is declared at the top. */
    private String word(Node integer, String wish) {
        String text = integers.alone(integer);
        return integer.arity() == 0 ? text : constant(text);
    }

    @Override
    public String buffer(Node node, List<String> indices, List<String> extents) {
        if (program.outputs().containsKey(node)) {
            return output(program.outputs().get(node), indices, extents);
        }
        Buffer buffer = program.buffers().get(node);
        return at("work", offset(work, buffer.number()), Layout.flat(indices, extents));
    }

    private static String at(String array, String offset, String place) {
        return array + "[" + (offset.equals("0") ? place : place.equals("0") ? offset : offset + " + " + place) + "]";
    }

    /** Where a thing begins in its section. */
    private String offset(Section section, int index) {
        return offsets.computeIfAbsent(section.array(), name -> new Offsets(section, first(section), integers))
                .of(index, () -> section.array() + index);
    }

    /** What precedes the things of a section. */
    private String first(Section section) {
        return section == sections.integers ? Integer.toString(sizes) : "0";
    }

    /** The length of the workspace. */
    String workSize() {
        return work.length(0, work.shapes().size(), "0", new IntegerWriter(this::size, program.partial()));
    }
}
