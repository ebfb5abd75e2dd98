package dev.jacobi.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.logging.Log;
import org.apache.maven.plugin.logging.SystemStreamLog;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GenerateMojoTest {
    @TempDir
    Path temp;

    private final GenerateMojo mojo = new GenerateMojo();
    private final List<String> infos = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private Path sources;
    private Path output;

    @BeforeEach
    void configureAsMavenDoes() throws IOException {
        sources = Files.createDirectories(temp.resolve("sources"));
        output = temp.resolve("output");
        mojo.project = new MavenProject();
        mojo.sourceDirectory = sources.toFile();
        mojo.outputDirectory = output.toFile();
        mojo.derivatives = List.of("gradient");
        mojo.arithmetic = "default";
        mojo.encoding = "UTF-8";
        mojo.setLog(recorder());
    }

    private Log recorder() {
        return new SystemStreamLog() {
            @Override
            public void info(CharSequence text) {
                infos.add(text.toString());
            }

            @Override
            public void warn(CharSequence text) {
                warnings.add(text.toString());
            }

            @Override
            public void error(CharSequence text) {
                errors.add(text.toString());
            }
        };
    }

    private Path formula(String name, String text) throws IOException {
        Path file = sources.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    @Test
    void theFolderGivesThePackageUnlessTheFileDeclaresOne() throws Exception {
        formula("top.jacobi", "function top(x) = x");
        formula("com/acme/inner.jacobi", "function inner(x) = x^2");
        formula("com/acme/own.jacobi", "package org.other\nfunction own(x) = x^3");
        formula("com/acme/readme.txt", "no formula");
        mojo.execute();
        assertThat(output.resolve("Top.java")).content().doesNotContain("package");
        assertThat(output.resolve("com/acme/Inner.java")).content().contains("package com.acme;");
        assertThat(output.resolve("org/other/Own.java")).content().contains("package org.other;");
        assertThat(mojo.project.getCompileSourceRoots()).containsExactly(output.toString());
        assertThat(infos).containsExactly("Generated 3 of 3 classes");
    }

    @Test
    void anOptimizerAddsItsStep() throws Exception {
        formula("loss.jacobi", "function loss(w[3]) = sum(i in 3: w[i]^2)");
        mojo.optimizer = "momentum";
        mojo.settings = Map.of("beta", 0.5);
        mojo.execute();
        assertThat(output.resolve("Loss.java")).content().contains("double step(", "p[i] = ", "0.5 * p[i]");
        mojo.optimizer = "steepest";
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("unknown optimizer 'steepest'");
    }

    @Test
    void theParameterPackageNameReplacesTheFolder() throws Exception {
        formula("com/acme/inner.jacobi", "function inner(x) = x^2");
        mojo.packageName = "org.given";
        mojo.execute();
        assertThat(output.resolve("org/given/Inner.java")).exists();
    }

    @Test
    void formulasCallMethodsOfTheProject() throws Exception {
        formula("f.jacobi", "function f(x) = j0(x)^2");
        mojo.externals = List.of("j0(x) = com.acme.Bessel.j0 : -j1(x)", "j1(x) = com.acme.Bessel.j1");
        mojo.execute();
        assertThat(output.resolve("F.java")).content().contains("return com.acme.Bessel.j0(x0);");
        mojo.externals = List.of("j0(x) = j0");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("Parameter externals: ")
                .hasMessageContaining("expected a method with its class and package");
    }

    @Test
    void aSecondRunTouchesNothingAndSaysNothing() throws Exception {
        formula("f.jacobi", "function f(x) = sin(x)");
        mojo.execute();
        Path file = output.resolve("F.java");
        FileTime early = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(file, early);
        infos.clear();
        mojo.execute();
        assertThat(infos).isEmpty();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(early);
        assertThat(mojo.project.getCompileSourceRoots())
                .as("the root is added all the same")
                .hasSize(1);
    }

    @Test
    void allErrorsOfAllFilesAreReportedAtOnce() throws Exception {
        Path b = formula("b.jacobi", "function b(x) = x + y\nfunction c(x) = 2x\n");
        Path a = formula("a.jacobi", "function a(x) =\n  x + z");
        formula("good.jacobi", "function good(x) = x");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(sources.toString());
        assertThat(errors).hasSizeGreaterThanOrEqualTo(2);
        assertThat(errors.get(0)).startsWith(a + ":2:7: ");
        assertThat(errors.subList(1, errors.size())).allMatch(e -> e.startsWith(b + ":"));
        assertThat(output).as("nothing is written where something is wrong").doesNotExist();
    }

    @Test
    void aFileInAnotherEncodingIsAnError() throws Exception {
        Path file = sources.resolve("latin.jacobi");
        Files.write(file, "// f\u00fcr\nfunction f(x) = x".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        assertThat(errors).containsExactly(file + ":1:1: cannot be read with encoding UTF-8");
        mojo.encoding = "ISO-8859-1";
        mojo.execute();
        assertThat(output.resolve("F.java")).exists();
    }

    @Test
    void aFolderThatIsNoPackageIsAnError() throws Exception {
        Path file = formula("my-models/f.jacobi", "function f(x) = x");
        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        assertThat(errors)
                .singleElement()
                .asString()
                .startsWith(file + ":1:1: 'my-models' cannot be the name of a package");
        formula("my-models/f.jacobi", "package my.models\nfunction f(x) = x");
        mojo.execute();
        assertThat(output.resolve("my/models/F.java")).exists();
    }

    @Test
    void twoFilesMayNotWantOneClass() throws Exception {
        formula("a.jacobi", "function same(x) = x");
        formula("b.jacobi", "function same(x) = x + 1");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("Same.java");
    }

    @Test
    void choicesAreReadInAnyCase() throws Exception {
        formula("f.jacobi", "function f(x, y) = x * y");
        mojo.derivatives = List.of("HESSIAN", "hessian-vector-product", " jvp");
        mojo.arithmetic = "Real";
        mojo.strictMath = true;
        mojo.execute();
        assertThat(output.resolve("F.java")).content().contains(" hessian(", " hessianVectorProduct(", " jvp(");
        mojo.derivatives = List.of("slope");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("'slope' is none of [value, gradient, jacobian");
    }

    @Test
    void checkpointsFolds() throws Exception {
        formula("f.jacobi", "function f(a; x[T]) = fold(t in T, s = a: sin(s + x[t]))");
        mojo.checkpoint = true;
        mojo.execute();
        assertThat(output.resolve("F.java")).content().contains("Math.sqrt(T)");
    }

    @Test
    void doesNothingWhereSkippedOrWithoutAFolder() throws Exception {
        formula("f.jacobi", "function f(x) = ");
        mojo.skip = true;
        mojo.execute();
        mojo.skip = false;
        mojo.sourceDirectory = new File(temp.toFile(), "nowhere");
        mojo.execute();
        assertThat(warnings).singleElement().asString().contains("nowhere");
        assertThat(output).doesNotExist();
    }
}
