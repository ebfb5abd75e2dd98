package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import dev.jacobi.graph.Node;
import dev.jacobi.graph.Role;
import dev.jacobi.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/**
 * A method that takes the parameters of a function as doubles by name, or flattened in arrays, then the arrays of a derivative.
 *
 * @param shape its name and its arrays
 * @param text what the user wrote, for comments
 * @param returnsValue whether it returns the function's value
 * @param isStatic whether it is a static method; an instance method implements one of an interface
 */
record TypedMethod(
        EntryShape shape, Program program, FormulaText text, boolean returnsValue, boolean isStatic, boolean strict) {

    /** Writes the method, its parts and, where it needs a workspace, the overload that allocates one. */
    void write(Inputs inputs, JavaNames names, TypeSpec.Builder type, CodeBlock javadoc, Callees callees) {
        JavaNames own = names.nested();
        List<Signature.Parameter> parameters = new ArrayList<>(inputs.parameters(own));
        String seedName = shape.seed() == null ? null : own.fresh(shape.seed());
        String outName = shape.out() == null ? null : own.fresh(shape.out());
        String workName = own.fresh("work");
        if (seedName != null) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, seedName));
        }
        List<Signature.Parameter> readOnly = List.copyOf(parameters);
        if (outName != null) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, outName));
        }
        int callerParameters = parameters.size();
        if (program.workSize() > 0) {
            parameters.add(new Signature.Parameter(Signature.DOUBLES, workName));
        }
        Signature.Texts texts = parameter ->
                parameter.role() == Role.SEED ? seedName + "[" + parameter.index() + "]" : inputs.text(parameter, own);
        Signature signature = new Signature(parameters, texts, outName, workName);
        MethodSpec.Builder method = builder().addJavadoc(javadoc);
        signature.declare(method);
        inputs.checks(own).forEach(method::addCode);
        addChecks(method, readOnly, seedName, outName, program.workSize() > 0 ? workName : null);
        ProgramWriter writer =
                new ProgramWriter(program, signature, shape.method() + "Part", own, text, strict, returnsValue);
        if (program.workSize() > 0) {
            type.addMethod(allocating(parameters.subList(0, callerParameters), javadoc));
        }
        writer.write(method, type);
        writer.collect(callees);
    }

    private MethodSpec.Builder builder() {
        MethodSpec.Builder method = MethodSpec.methodBuilder(shape.method()).addModifiers(Modifier.PUBLIC);
        return isStatic ? method.addModifiers(Modifier.STATIC) : method;
    }

    private MethodSpec allocating(List<Signature.Parameter> parameters, CodeBlock javadoc) {
        Signature signature = new Signature(parameters, node -> null, null, null);
        MethodSpec.Builder method =
                builder().addJavadoc(javadoc).returns(returnsValue ? TypeName.DOUBLE : TypeName.VOID);
        signature.declare(method);
        String call = shape.method() + "(" + signature.arguments() + (parameters.isEmpty() ? "" : ", ") + "new double["
                + program.workSize() + "])";
        return method.addStatement(returnsValue ? "return $L" : "$L", call).build();
    }

    private void addChecks(
            MethodSpec.Builder method,
            List<Signature.Parameter> readOnly,
            String seedName,
            String outName,
            String workName) {
        if (seedName != null) {
            method.addCode(lengthCheck(seedName, "!=", shape.seedLength()));
        }
        if (outName != null) {
            method.addCode(lengthCheck(outName, "!=", shape.outLength()));
        }
        for (Signature.Parameter in : outName == null ? List.<Signature.Parameter>of() : readOnly) {
            if (in.type().equals(Signature.DOUBLES)) {
                method.beginControlFlow("if ($L == $L)", outName, in.name())
                        .addStatement(
                                "throw new IllegalArgumentException($S)",
                                outName + " and " + in.name() + " must be different arrays")
                        .endControlFlow();
            }
        }
        if (workName != null) {
            method.addCode(lengthCheck(workName, "<", program.workSize()));
        }
    }

    static CodeBlock lengthCheck(String array, String comparison, int length) {
        return CodeBlock.builder()
                .beginControlFlow("if ($L.length $L $L)", array, comparison, length)
                .addStatement(
                        "throw new IllegalArgumentException($S + $L.length + $S)",
                        array + " has ",
                        array,
                        " elements, needed are " + length)
                .endControlFlow()
                .build();
    }

    /** How a method takes the function's variables and data. */
    interface Inputs {
        List<Signature.Parameter> parameters(JavaNames names);

        String text(Node parameter, JavaNames names);

        List<CodeBlock> checks(JavaNames names);

        /** Each variable and each data under its name. */
        static Inputs byName(List<Input> variables, List<Input> data) {
            return new Inputs() {
                private List<Input> all() {
                    return Stream.concat(variables.stream(), data.stream()).toList();
                }

                @Override
                public List<Signature.Parameter> parameters(JavaNames names) {
                    return all().stream()
                            .map(input -> new Signature.Parameter(
                                    input.isArray() ? Signature.DOUBLES : TypeName.DOUBLE, names.forWish(input.name())))
                            .toList();
                }

                @Override
                public String text(Node node, JavaNames names) {
                    int index = node.index();
                    for (Input input : node.role() == Role.VARIABLE ? variables : data) {
                        int length = input.isArray() ? input.length() : 1;
                        if (index < length) {
                            String name = names.forWish(input.name());
                            return input.isArray() ? name + "[" + index + "]" : name;
                        }
                        index -= length;
                    }
                    throw new IllegalArgumentException("no parameter holds " + node);
                }

                @Override
                public List<CodeBlock> checks(JavaNames names) {
                    return all().stream()
                            .filter(Input::isArray)
                            .map(input -> lengthCheck(names.forWish(input.name()), "!=", input.length()))
                            .toList();
                }
            };
        }

        /** All variables in one array, and all data in another where there are any. */
        static Inputs inArrays(int variables, int data) {
            return new Inputs() {
                @Override
                public List<Signature.Parameter> parameters(JavaNames names) {
                    Signature.Parameter x = new Signature.Parameter(Signature.DOUBLES, names.forWish("x"));
                    Signature.Parameter d = new Signature.Parameter(Signature.DOUBLES, names.forWish("data"));
                    return data == 0 ? List.of(x) : List.of(x, d);
                }

                @Override
                public String text(Node node, JavaNames names) {
                    return names.forWish(node.role() == Role.VARIABLE ? "x" : "data") + "[" + node.index() + "]";
                }

                @Override
                public List<CodeBlock> checks(JavaNames names) {
                    List<CodeBlock> checks = new ArrayList<>();
                    checks.add(lengthCheck(names.forWish("x"), "!=", variables));
                    if (data > 0) {
                        checks.add(lengthCheck(names.forWish("data"), "!=", data));
                    }
                    return checks;
                }
            };
        }
    }
}
