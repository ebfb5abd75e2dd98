package dev.jacobi.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.junit.jupiter.api.Test;

class GenerateMojoTest extends ProjectTest {
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
        assertThat(infos).containsExactly("Generated 3 classes");
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
    void aFunctionSaysItselfWhatIsGeneratedForIt() throws Exception {
        formula("f.jacobi", "@derivatives(hessian, jvp)\nfunction f(x, y) = x * y\nfunction g(x) = x");
        mojo.execute();
        assertThat(output.resolve("F.java"))
                .content()
                .contains(" hessian(", " jvp(")
                .doesNotContain(" gradient(", "@d");
        assertThat(output.resolve("G.java")).content().contains(" gradient(").doesNotContain(" hessian(");
    }

    @Test
    void includesAndExcludesArePatternsOfAnts() throws Exception {
        formula("top.jacobi", "function top(x) = x");
        formula("a/b/deep.jacobi", "function deep(x) = x");
        formula("a/old/one.jacobi", "function one(x) = x");
        formula("a/old/b/two.jacobi", "function two(x) = x");
        mojo.includes = List.of("a/**", " *op.jacobi ");
        mojo.excludes = List.of("**/old/");
        mojo.execute();
        assertThat(mojo.project.getCompileSourceRoots()).hasSize(1);
        assertThat(output.resolve("Top.java")).exists();
        assertThat(output.resolve("a/b/Deep.java")).exists();
        assertThat(output.resolve("a/old")).doesNotExist();
        assertThat(infos).containsExactly("Generated 2 classes");
    }

    @Test
    void whatIsExcludedMayBeImported() throws Exception {
        formula("parts/square.jacobi", "function square(x) = x * x");
        formula("f.jacobi", "import \"parts/square\"\nfunction f(x) = square(x)");
        mojo.excludes = List.of("parts/**");
        mojo.execute();
        assertThat(output.resolve("F.java")).exists();
        assertThat(output.resolve("parts")).doesNotExist();
    }

    @Test
    void importsAreReadInTheEncodingOfTheProject() throws Exception {
        Files.write(
                sources.resolve("square.jacobi"),
                "// f\u00fcr\nfunction square(x) = x * x".getBytes(StandardCharsets.ISO_8859_1));
        formula("f.jacobi", "import \"square\"\nfunction f(x) = square(x)");
        mojo.encoding = "ISO-8859-1";
        mojo.execute();
        assertThat(output.resolve("F.java")).exists();
        mojo.encoding = "latin";
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoExecutionException.class)
                .hasMessageContaining("Parameter encoding: 'latin' is no encoding");
    }

    @Test
    void aWarningFailsTheBuildWhereItIsToldSo() throws Exception {
        Path file = formula("f.jacobi", "function f(x,\n    y) = x");
        mojo.execute();
        assertThat(warnings).singleElement().asString().startsWith(file + ":2:5: the variable 'y' is not used");
        assertThat(output.resolve("F.java")).exists();
        mojo.failOnWarning = true;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("failOnWarning");
    }

    @Test
    void noFormulasFailTheBuildWhereItIsToldSo() throws Exception {
        mojo.execute();
        assertThat(warnings).singleElement().asString().startsWith("There are no formulas in " + sources);
        mojo.failOnMissingSources = true;
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("There are no formulas in " + sources);
        mojo.sourceDirectory = new File(temp.toFile(), "nowhere");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void formulasOfTestsImportThoseOfTheProject() throws Exception {
        formula("square.jacobi", "function square(x) = x * x");
        Path tests = Files.createDirectories(temp.resolve("tests"));
        Files.writeString(tests.resolve("t.jacobi"), "import \"square\"\nfunction t(x) = square(x) + 1");
        GenerateTestMojo goal = generateTest(tests, temp.resolve("test-output"));
        goal.execute();
        assertThat(temp.resolve("test-output/T.java")).exists();
        assertThat(project.getTestCompileSourceRoots())
                .containsExactly(temp.resolve("test-output").toString());
        assertThat(project.getCompileSourceRoots()).isEmpty();
        Path wrong = formula("square.jacobi", "function square(x) = x *");
        assertThatThrownBy(goal::execute).isInstanceOf(MojoFailureException.class);
        assertThat(errors).singleElement().asString().startsWith(wrong + ":1:");
        goal.testsSkipped = true;
        goal.execute();
        assertThat(infos).contains("Skipped");
    }

    @Test
    void lineEndsMakeNoDifference() throws Exception {
        String text = "/**\n * Two\n * lines.\n */\nfunction f(x) {\n  a = x +\n    1\n  return a // end\n}\n";
        formula("f.jacobi", text);
        mojo.execute();
        String expected = Files.readString(output.resolve("F.java"));
        for (String end : List.of("\r\n", "\r")) {
            formula("f.jacobi", text.replace("\n", end));
            mojo.execute();
            assertThat(output.resolve("F.java")).content().isEqualTo(expected);
        }
    }

    @Test
    void theSameBytesComeOutInEveryCountry() throws Exception {
        formula("i.jacobi", "function i(x[N]; k) = sum(i in N: sin(x[i])^2 * 1234567.5e-3) / k");
        formula("g.jacobi", "function g(x) = if x < 1e-9 then normcdf(x) else 1 / x");
        mojo.optimizer = "adamw";
        mojo.execute();
        List<String> expected =
                List.of(Files.readString(output.resolve("I.java")), Files.readString(output.resolve("G.java")));
        Locale here = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag :
                    List.of("tr-TR", "de-DE", "ar-EG-u-nu-arab", "th-TH-u-ca-buddhist-nu-thai", "az-AZ", "en-IN")) {
                for (String id : List.of("Asia/Kolkata", "Pacific/Kiritimati")) {
                    Locale.setDefault(Locale.forLanguageTag(tag));
                    TimeZone.setDefault(TimeZone.getTimeZone(id));
                    GenerateMojo elsewhere = generate("main");
                    elsewhere.optimizer = "adamw";
                    elsewhere.outputDirectory =
                            temp.resolve(tag + id.hashCode()).toFile();
                    elsewhere.execute();
                    Path there = elsewhere.outputDirectory.toPath();
                    assertThat(List.of(
                                    Files.readString(there.resolve("I.java")),
                                    Files.readString(there.resolve("G.java"))))
                            .as(tag + " " + id)
                            .isEqualTo(expected);
                }
            }
        } finally {
            Locale.setDefault(here);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void aPlaceWhereNothingCanBeWrittenIsAnError() throws Exception {
        formula("f.jacobi", "function f(x) = x");
        Files.writeString(output, "a file where the folder should be");
        assertThatThrownBy(mojo::execute)
                .isInstanceOf(MojoFailureException.class)
                .hasMessageContaining(output.toString());
        assertThat(output).hasContent("a file where the folder should be");
    }

    @Test
    void linksToFilesAreReadAndLinksToFoldersAreNot() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("g.jacobi"), "function g(x) = x");
        Files.createSymbolicLink(sources.resolve("f.jacobi"), outside.resolve("g.jacobi"));
        Files.createSymbolicLink(sources.resolve("folder"), outside);
        Files.createSymbolicLink(sources.resolve("round"), sources);
        Files.createSymbolicLink(sources.resolve(".#lock.jacobi"), outside.resolve("gone"));
        mojo.execute();
        assertThat(infos).containsExactly("Generated 1 class");
        assertThat(output.resolve("G.java")).exists();
    }

    @Test
    void theSourceDirectoryMayBeALink() throws Exception {
        Path elsewhere = Files.createDirectories(temp.resolve("elsewhere/com"));
        Files.writeString(elsewhere.resolve("f.jacobi"), "import \"com/g\"\nfunction f(x) = g(x)");
        Path g = Files.writeString(elsewhere.resolve("g.jacobi"), "function g(x) = x");
        Path link = Files.createSymbolicLink(temp.resolve("link"), elsewhere.getParent());
        mojo.sourceDirectory = link.toFile();
        mojo.execute();
        assertThat(infos).containsExactly("Generated 2 classes");
        Files.writeString(g, "function g(x) = 2 * x");
        mojo.execute();
        assertThat(infos).as("what is behind the link is an input").endsWith("Generated 2 classes");
    }

    @Test
    void aPathIsPrintedAsItIs() throws Exception {
        Path file = formula("gr\u00f6\u00dfen und \u6570/a b.jacobi", "package a\nfunction f(x) = x + y");
        assertThatThrownBy(mojo::execute).isInstanceOf(MojoFailureException.class);
        assertThat(errors).singleElement().asString().startsWith(file + ":2:21: ");
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
