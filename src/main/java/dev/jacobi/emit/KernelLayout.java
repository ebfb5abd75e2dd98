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
final class KernelLayout implements Layout {
    private final LoopProgram program;
    private final Sections sections;
    private final int sizes;
    private final IntegerWriter integers = new IntegerWriter(this::size);
    private final Map<String, String> offsets = new LinkedHashMap<>();
    private final Section work;
    private boolean checks;

    /** The sections of a kernel; integer data follows the sizes in {@code ints}. */
    record Sections(Section variables, Section data, Section integers, Section seeds, Section outputs) {}

    KernelLayout(LoopProgram program, Sections sections, int sizes) {
        this.program = program;
        this.sections = sections;
        this.sizes = sizes;
        List<List<Node>> shapes = new ArrayList<>();
        program.buffers().forEach((node, buffer) -> shapes.add(isOutput(node) ? null : buffer.extents()));
        this.work = new Section("work", shapes);
    }

    private boolean isOutput(Node node) {
        return node.is(Op.SCATTER) && program.stores().contains(node);
    }

    @Override
    public CodeBlock declarations() {
        CodeBlock.Builder code = CodeBlock.builder();
        for (int i = 0; i < sizes; i++) {
            code.addStatement("int n$L = ints[$L]", i, i);
        }
        offsets.forEach((name, text) -> code.addStatement("int $L = $L", name, text));
        return code.build();
    }

    boolean usesChecks() {
        return checks;
    }

    @Override
    public String checked(Node array, List<Index> indices) {
        checks = true;
        String place = "0";
        for (Index index : indices) {
            place = "place(" + place + ", " + index.text() + ", " + index.extent() + ")";
        }
        return place;
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
        return at("out", offset(sections.outputs, number), Layout.flat(indices, extents));
    }

    @Override
    public String buffer(Node node, List<String> indices, List<String> extents) {
        if (isOutput(node)) {
            return output(program.stores().indexOf(node), indices, extents);
        }
        Buffer buffer = program.buffers().get(node);
        return at("work", offset(work, buffer.number()), Layout.flat(indices, extents));
    }

    private static String at(String array, String offset, String place) {
        return array + "[" + (offset.equals("0") ? place : place.equals("0") ? offset : offset + " + " + place) + "]";
    }

    /** Where a thing begins in its section: a number, or a variable that is declared at the top. */
    private String offset(Section section, int index) {
        String text = sum(section, index);
        if (text.chars().allMatch(Character::isDigit)) {
            return text;
        }
        String name = section.array() + index;
        offsets.put(name, text);
        return name;
    }

    private String sum(Section section, int index) {
        return section.lengthBefore(index, section == sections.integers ? sizes : 0, integers);
    }

    /** The length of the workspace. */
    String workSize() {
        return sum(work, work.shapes().size());
    }
}
