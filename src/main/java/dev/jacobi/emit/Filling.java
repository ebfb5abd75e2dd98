package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import dev.jacobi.graph.Node;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gives the accumulators of a buffer their first value: by a call for what stands together, in loops over what does not. */
final class Filling {
    private final Layout layout;
    private final JavaNames names;

    Filling(Layout layout, JavaNames names) {
        this.layout = layout;
        this.names = names;
    }

    /** Fills what has these first indices. */
    CodeBlock of(Node binder, List<String> indices, List<String> extents, String value) {
        CodeBlock.Builder code = CodeBlock.builder();
        List<String> row = new ArrayList<>(indices);
        int apart = layout.apart(binder);
        for (int d = indices.size(); d < apart; d++) {
            String k = names.temporary("k");
            code.beginControlFlow("for (int $L = 0; $L < $L; $L++)", k, k, extents.get(d), k);
            row.add(k);
        }
        code.add(fill(binder, row, extents, value));
        for (int d = indices.size(); d < apart; d++) {
            code.endControlFlow();
        }
        return code.build();
    }

    private CodeBlock fill(Node binder, List<String> row, List<String> extents, String value) {
        int open = row.size();
        int rank = extents.size();
        if (open == rank) {
            return CodeBlock.builder()
                    .addStatement("$L = $L", layout.buffer(binder, row, extents), value)
                    .build();
        }
        String length = String.join(" * ", extents.subList(open, rank));
        List<String> first = new ArrayList<>(row);
        first.add("0");
        List<String> known = new ArrayList<>(extents.subList(0, open));
        known.add(rank - open == 1 ? length : "(" + length + ")");
        String element = layout.buffer(binder, first, open == 0 ? List.of() : known);
        int bracket = element.indexOf('[');
        String from = element.substring(bracket + 1, element.length() - 1);
        from = from.endsWith(" + 0") ? from.substring(0, from.length() - 4) : from;
        String to = from.equals("0") ? length : from + " + " + length;
        return CodeBlock.builder()
                .addStatement("$T.fill($L, $L, $L, $L)", Arrays.class, element.substring(0, bracket), from, to, value)
                .build();
    }
}
