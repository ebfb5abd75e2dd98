package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.Node;
import dev.jacobi.program.Block;
import dev.jacobi.program.Program;
import dev.jacobi.program.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the methods of a program into a class. */
final class ProgramWriter {
    private final Program program;
    private final Signature signature;
    private final String partPrefix;
    private final JavaNames names;
    private final FormulaText text;
    private final boolean strict;
    private final boolean returnsValue;

    /**
     * @param partPrefix how the methods after the first are called, a number behind it
     * @param text what the user wrote, for comments
     * @param returnsValue whether the first method returns the program's value, rather than nothing
     */
    ProgramWriter(
            Program program,
            Signature signature,
            String partPrefix,
            JavaNames names,
            FormulaText text,
            boolean strict,
            boolean returnsValue) {
        this.program = program;
        this.signature = signature;
        this.partPrefix = partPrefix;
        this.names = names;
        this.text = text;
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
        return new MethodWriter(program, signature, method, partPrefix, names, text, strict, returns).write();
    }

    /** Collects what the program calls. */
    void collect(Callees callees) {
        List<Block> open = new ArrayList<>(program.methods());
        while (!open.isEmpty()) {
            for (Statement statement : open.remove(open.size() - 1).statements()) {
                if (statement instanceof Statement.Let let) {
                    collect(let.node(), callees);
                } else if (statement instanceof Statement.Assign assign) {
                    collect(assign.value(), callees);
                } else if (statement instanceof Statement.Store store) {
                    collect(store.value(), callees);
                } else if (statement instanceof Statement.Choice choice) {
                    collect(choice.condition(), callees);
                    open.add(choice.then());
                    open.add(choice.otherwise());
                }
            }
        }
        collect(program.returned(), callees);
    }

    private void collect(Node root, Callees callees) {
        List<Node> open = new ArrayList<>(List.of(root));
        while (!open.isEmpty()) {
            Node node = open.remove(open.size() - 1);
            callees.add(node);
            for (int k = 0; k < node.arity(); k++) {
                if (!program.storage().hasVariable(node.arg(k))) {
                    open.add(node.arg(k));
                }
            }
        }
    }
}
