package dev.jacobi.emit;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.TypeSpec;
import java.util.List;
import javax.lang.model.element.Modifier;

/** The static methods of a function in a build: a class of their own, or a part of one that implements an interface of the user's. */
public sealed interface Library permits LibrarySource, LoopLibrarySource {

    /** What the Javadoc of a class says of the function. */
    CodeBlock documented();

    /** A class inside another, with the methods that some calls need. */
    TypeSpec inside(String className, List<UserCall> calls);

    /** What a method of the user's takes, and passes on to the static one. */
    Passed passed(UserCall call, JavaNames names);

    /**
     * The function's parameters as a method of the user's takes them and as the static one does.
     *
     * @param before what stands before the call
     * @param outputs the length of the outputs as Java text, where the method makes their array
     */
    record Passed(List<Signature.Parameter> parameters, CodeBlock before, List<String> arguments, String outputs) {

        /** Parameters that are passed on as they are. */
        static Passed asTaken(List<Signature.Parameter> parameters, String outputs) {
            List<String> names =
                    parameters.stream().map(Signature.Parameter::name).toList();
            return new Passed(parameters, CodeBlock.of(""), names, outputs);
        }
    }

    /** The constructor of a class that has no objects. */
    static MethodSpec hiddenConstructor() {
        return MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build();
    }

    /** The begin of a class inside another. */
    static TypeSpec.Builder insideBuilder(String className) {
        return TypeSpec.classBuilder(className)
                .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
                .addMethod(hiddenConstructor());
    }
}
