package com.acme.formulas;

import static com.acme.formulas.Client.field;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class FormulaServerTest {
    private static FormulaServer server;
    private static Client client;

    @BeforeAll
    static void start() throws IOException {
        server = new FormulaServer(Client.anywhere(), Client.settings(Client.PATIENT));
        client = new Client(server.port());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The formula is x^4 / log(x)^2 - l^2. */
    @Test
    void answersWithValueGradientAndDerivative() {
        HttpResponse<String> response = client.ask("(x^2/log(x) + l) * (x^2/log(x) - l)", "&at.x=3&at.l=5&by=l");
        assertEquals(200, response.statusCode(), response.body());
        assertEquals(
                "application/json",
                response.headers().firstValue("Content-Type").orElseThrow());
        double log = Math.log(3);
        assertEquals(81 / (log * log) - 25, Double.parseDouble(field(response, "value")), 1e-12);
        assertEquals(
                4 * 27 / (log * log) - 2 * 27 / (log * log * log), Double.parseDouble(field(response, "x")), 1e-12);
        assertEquals(-10, Double.parseDouble(field(response, "l")), 1e-12);
        assertEquals("l", field(response, "by"));
        assertTrue(response.body().contains("\"variables\":[\"x\",\"l\"],\"missing\":[]"), response.body());
        assertTrue(response.body().contains("\"mathml\":\"\\u003cmath "), response.body());
    }

    @Test
    void withoutAllValuesThereIsStillADerivative() {
        HttpResponse<String> response = client.ask("a * x^3", "&at.x=&at.a=2&by=x");
        assertEquals(200, response.statusCode(), response.body());
        assertTrue(response.body().contains("\"missing\":[\"x\"]"), response.body());
        assertFalse(response.body().contains("\"value\""), response.body());
        assertTrue(response.body().contains("\"derivative\":{\"text\":\"3 * a * x^2\""), response.body());
    }

    @Test
    void numbersThatJsonLacksAreTexts() {
        HttpResponse<String> response = client.ask("1 / x", "&at.x=0");
        assertTrue(
                response.body().contains("\"value\":\"Infinity\",\"gradient\":{\"x\":\"-Infinity\"}"), response.body());
    }

    @Test
    void whatCannotBeWrittenIsStillComputed() {
        HttpResponse<String> response = client.ask("fold(t in 3, s = x: s * s)", "&at.x=2");
        assertEquals(256, Double.parseDouble(field(response, "value")));
        assertEquals(1024, Double.parseDouble(field(response, "x")));
        assertTrue(field(response, "note").startsWith("a fold or a scan cannot be written"), response.body());
    }

    @Test
    void everyMistakeHasItsPlace() {
        HttpResponse<String> response = client.ask("lgo(x) +\n  sim(y)", "");
        assertEquals(422, response.statusCode());
        assertEquals(
                "{\"errors\":["
                        + "{\"code\":\"NAME\",\"message\":\"unknown function 'lgo'\",\"line\":1,\"column\":1,\"suggestion\":\"log\"},"
                        + "{\"code\":\"NAME\",\"message\":\"unknown function 'sim'\",\"line\":2,\"column\":3,\"suggestion\":\"sin\"}]}",
                response.body());
    }

    static Stream<Arguments> hostile() {
        StringBuilder doubling = new StringBuilder("function f0(x) = sin(x) * x\n");
        for (int i = 1; i < 100; i++) {
            doubling.append("function f%d(x) = f%d(x + 1) * f%d(2 * x)\n".formatted(i, i - 1, i - 1));
        }
        return Stream.of(
                Arguments.of("x".repeat(200_000), 413, "SIZE"),
                Arguments.of("x".repeat(20_000), 422, "LIMIT"),
                Arguments.of("(".repeat(8000) + "x" + ")".repeat(8000), 422, "LIMIT"),
                Arguments.of("sin(".repeat(3000), 422, "LIMIT"),
                Arguments.of("-".repeat(16_000) + "x", 422, "LIMIT"),
                Arguments.of("x" + "^x".repeat(4000), 422, "LIMIT"),
                Arguments.of(doubling.toString(), 422, "LIMIT"),
                Arguments.of("sum(i in 1000000000: sin(x * i))", 422, "LIMIT"),
                Arguments.of("sum(i in 100000, j in 100000: sin(x * i + j))", 422, "LIMIT"),
                Arguments.of("fold(t in 10000000, s = x: sin(s))", 422, "LIMIT"),
                Arguments.of("function f(x) = f(x)", 422, "RECURSION"),
                Arguments.of("<script>alert(1)</script>", 422, "SYNTAX"),
                Arguments.of("x + \"</script><img src=a onerror=alert(1)>\"", 422, "SYNTAX"),
                Arguments.of("java.lang.System.exit(1)", 422, "SYNTAX"),
                Arguments.of("import \"../../etc/passwd\"\nfunction f(x) = x", 422, "INPUT"),
                Arguments.of("x + \u0000\u202e\ud83d", 422, "LEXICAL"),
                Arguments.of("", 422, "SYNTAX"));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileFormulasAreRefused(String formula, int status, String code) {
        HttpResponse<String> response = client.ask(formula, "&at.x=1");
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(code, field(response, "code"), response.body());
        assertTrue(response.body().startsWith("{\"errors\":[{"), response.body());
        assertTrue(response.body().length() < 2000, response.body());
        assertFalse(response.body().contains("<"), response.body());
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void malformedFormsAreRefused(String form, String code) {
        HttpResponse<String> response = client.post(form).join();
        assertEquals(400, response.statusCode(), response.body());
        assertEquals(code, field(response, "code"), response.body());
    }

    static Stream<Arguments> malformed() {
        return Stream.of(
                Arguments.of("", "FORM"),
                Arguments.of("formular=x", "FORM"),
                Arguments.of("formula=%zz", "FORM"),
                Arguments.of("formula=x&at.x=three", "NUMBER"),
                Arguments.of("formula=x&at.x=0x10p2", "NUMBER"));
    }

    @Test
    void unknownVariableIsNamed() {
        HttpResponse<String> response = client.ask("x * y", "&by=z");
        assertEquals(422, response.statusCode());
        assertEquals("there is no variable 'z'; the variables are [x, y]", field(response, "message"));
    }

    @Test
    void pageMayLoadNothingFromElsewhere() throws IOException, InterruptedException {
        for (String path : new String[] {"/", "/page.js", "/page.css"}) {
            HttpResponse<String> response = client.get(path);
            assertEquals(200, response.statusCode());
            String policy =
                    response.headers().firstValue("Content-Security-Policy").orElseThrow();
            assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
            assertEquals(
                    "nosniff",
                    response.headers().firstValue("X-Content-Type-Options").orElseThrow());
        }
    }

    @Test
    void otherPathsAndMethodsAreRefusedInJson() throws IOException, InterruptedException {
        HttpResponse<String> missing = client.get("/../pom.xml");
        assertEquals(404, missing.statusCode());
        assertEquals("PATH", field(missing, "code"));
        HttpResponse<String> get = client.get("/api/evaluate?formula=x");
        assertEquals(405, get.statusCode());
        assertEquals("METHOD", field(get, "code"));
    }
}
