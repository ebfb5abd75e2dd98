package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.Node;
import dev.jacobi.op.Spelling;
import dev.jacobi.program.Block;
import dev.jacobi.program.Program;
import dev.jacobi.program.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** Writes the methods of a program into a class. */
final class ProgramWriter {
    private final Program program;
    private final Signature signature;
    private final String partPrefix;
    private final JavaNames names;
    private final boolean strict;
    private final boolean returnsValue;

    /**
     * @param partPrefix how the methods after the first are called, a number behind it
     * @param returnsValue whether the first method returns the program's value, rather than nothing
     */
    ProgramWriter(
            Program program,
            Signature signature,
            String partPrefix,
            JavaNames names,
            boolean strict,
            boolean returnsValue) {
        this.program = program;
        this.signature = signature;
        this.partPrefix = partPrefix;
        this.names = names;
        this.strict = strict;
        this.returnsValue = returnsValue;
    }

    /** Completes the method in which the program begins, and adds the others to the class. */
    void write(MethodSpec.Builder first, TypeSpec.Builder type) {
        first.returns(returnsValue ? double.class : void.class).addCode(body(0));
        type.addMethod(first.build());
        for (int i = 1; i < program.methods().size(); i++) {
            MethodSpec.Builder part = MethodSpec.methodBuilder(partPrefix + i)
                    .addModifiers(Modifier.PRIVATE, Modifier.STATIC)
                    .addCode(body(i));
            signature.declare(part);
            type.addMethod(part.build());
        }
    }

    private CodeBlock body(int method) {
        boolean returns = method == 0 && returnsValue;
        return new MethodWriter(program, signature, method, partPrefix, names, strict, returns).write();
    }

    /** Collects the names of our own numerical functions that the program calls. */
    void collectSpecials(Set<String> specials) {
        List<Block> open = new ArrayList<>(program.methods());
        while (!open.isEmpty()) {
            for (Statement statement : open.remove(open.size() - 1).statements()) {
                if (statement instanceof Statement.Let let) {
                    collectSpecials(let.node(), specials);
                } else if (statement instanceof Statement.Assign assign) {
                    collectSpecials(assign.value(), specials);
                } else if (statement instanceof Statement.Store store) {
                    collectSpecials(store.value(), specials);
                } else if (statement instanceof Statement.Choice choice) {
                    collectSpecials(choice.condition(), specials);
                    open.add(choice.then());
                    open.add(choice.otherwise());
                }
            }
        }
        collectSpecials(program.returned(), specials);
    }

    private void collectSpecials(Node root, Set<String> specials) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            if (node.op().spelling().form() == Spelling.Form.SPECIAL) {
                specials.add(node.op().spelling().text());
            }
            for (int k = 0; k < node.arity(); k++) {
                if (!program.storage().hasVariable(node.arg(k))) {
                    open.add(node.arg(k));
                }
            }
        }
    }
}
