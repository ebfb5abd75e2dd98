package com.acme.formulas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a real browser, where there is one. */
@Timeout(120)
class PageTest {
    private static FormulaServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        Optional<Path> program = Browser.find();
        if (program.isEmpty()) {
            String message = "the page is NOT tested: no Chromium on the path, nor in the variable CHROMIUM";
            System.err.println(message);
            abort(message);
        }
        server = new FormulaServer(Client.anywhere(), Client.settings(Client.PATIENT));
        browser = new Browser(program.get());
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
        if (server != null) {
            server.close();
        }
    }

    private static void open(String path) throws IOException, InterruptedException {
        browser.open(new Client(server.port()).at(path));
    }

    @Test
    void typedFormulaIsAnswered() throws Exception {
        open("/");
        assertEquals("formula", browser.await("document.activeElement.id"));
        browser.type("a*x^3");
        assertEquals("a = x = ", browser.await("document.getElementById('values').textContent"));
        assertEquals("a", browser.await("document.getElementById('by').value"));
        assertEquals("x^3", browser.await("document.getElementById('text').textContent"));
        browser.await("document.querySelector('[name=\"at.a\"]').focus() || 'focus'");
        browser.type("2");
        browser.await("document.querySelector('[name=\"at.x\"]').focus() || 'focus'");
        browser.type("3");
        assertEquals("54", browser.await("document.getElementById('value').textContent"));
        assertEquals(
                "a27|x54",
                browser.await("[...document.querySelectorAll('#gradient tr')].map(row => row.textContent).join('|')"));
        browser.await("(by => { by.value = 'x'; by.dispatchEvent(new Event('change')); return 'chosen'; })"
                + "(document.getElementById('by'))");
        String derivative = "document.getElementById('derivative').firstChild";
        assertEquals("true", browser.await("document.getElementById('text').textContent === '3 * a * x^2'"));
        assertEquals("http://www.w3.org/1998/Math/MathML", browser.await(derivative + ".namespaceURI"));
        assertEquals("3ax2", browser.await(derivative + ".textContent"));
        // Drawn as mathematics: the exponent is higher than its base.
        assertEquals(
                "true",
                browser.await(
                        "(([x, two]) => two.top < x.top && two.bottom < x.bottom)"
                                + "([...document.querySelector('#derivative msup').children].map(e => e.getBoundingClientRect()))"));
    }

    @Test
    void linkedFormulaIsAnswered() throws Exception {
        open("/?formula=x%5E2%2Fy&at.x=3&at.y=2&by=y");
        assertEquals("4.5", browser.await("document.getElementById('value').textContent"));
        assertEquals("y", browser.await("document.getElementById('by').value"));
        assertEquals("x^2/y", browser.await("document.getElementById('formula').value"));
    }

    @Test
    void mistakeIsShownWithItsPlace() throws Exception {
        open("/?formula=x%5E2*lgo(x)");
        String problem = browser.await("document.getElementById('problem').innerText");
        assertTrue(problem.contains("unknown function 'lgo'"), problem);
        assertTrue(problem.contains("did you mean log?"), problem);
        assertEquals("x^2*lgo(x)\\n    ^", browser.await("document.querySelector('#problem pre').textContent"));
    }

    @Test
    void markupIsShownAsText() throws Exception {
        open("/?formula=x%2B%3Cimg%20src=x%20onerror=%22document.title='owned'%22%3E");
        String line = browser.await("document.querySelector('#problem pre').textContent");
        assertTrue(line.startsWith("x+\\u003Cimg src=x onerror=") || line.startsWith("x+<img src=x onerror="), line);
        assertEquals("Formulas", browser.await("document.title"));
        assertEquals("none", browser.await("document.querySelector('img') ? 'some' : 'none'"));
        assertEquals("2", browser.await("document.scripts.length + document.styleSheets.length"));
    }
}
