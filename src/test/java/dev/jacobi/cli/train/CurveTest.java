package dev.jacobi.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The curve of a loss as text and as a picture, and the bar. */
class CurveTest {
    private static LossCurve curve(double... losses) {
        LossCurve curve = new LossCurve();
        for (int i = 0; i < losses.length; i++) {
            curve.add(10L * i, losses[i]);
        }
        return curve;
    }

    private static Document parsed(String svg) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void scalesHaveRoundMarksInside() {
        assertThat(new Axis(0, 200, false).ticks()).containsExactly(0.0, 50.0, 100.0, 150.0, 200.0);
        assertThat(new Axis(-0.3, 0.7, false).ticks()).containsExactly(-0.2, 0.0, 0.2, 0.4, 0.6);
        assertThat(new Axis(0.117, 1.0986, false).ticks()).containsExactly(0.2, 0.4, 0.6, 0.8, 1.0);
        assertThat(new Axis(0.05, 1.7, true).ticks()).containsExactly(0.05, 0.1, 0.2, 0.5, 1.0);
        assertThat(new Axis(1e-7, 2, true).ticks()).containsExactly(1e-7, 1e-6, 1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1.0);
    }

    @Test
    void factorsAreShownWhereLossesDifferByLargeOnes() {
        assertThat(Axis.of(1, 19).logarithmic()).isFalse();
        assertThat(Axis.of(1, 100)).isEqualTo(new Axis(1, 100, true));
        assertThat(Axis.of(1, 100).place(10)).isEqualTo(0.5);
        assertThat(Axis.of(-1, 100).logarithmic()).isFalse();
        assertThat(Axis.of(3, 3).place(3)).isEqualTo(0.5);
        assertThat(Axis.of(-Double.MAX_VALUE, Double.MAX_VALUE).place(0)).isEqualTo(0.5);
    }

    @Test
    void lossesBetweenPlacesLieOnALine() {
        LossCurve curve = curve(8, 4, 5);
        assertThat(curve.at(0)).isEqualTo(8);
        assertThat(curve.at(2.5)).isEqualTo(7);
        assertThat(curve.at(10)).isEqualTo(4);
        assertThat(curve.at(15)).isEqualTo(4.5);
        assertThat(curve.at(20)).isEqualTo(5);
    }

    @Test
    void aLineFallsFromTheTopToTheBottomOfThePlot() {
        String full = "\u2588";
        List<String> lines = TextPlot.of(curve(64, 4)).lines().toList();
        assertThat(lines.get(0)).isEqualTo("   loss");
        assertThat(lines.get(1)).startsWith("64 |" + full);
        assertThat(lines.get(8)).startsWith(" 4 |" + full).endsWith("\u2582\u2581");
        assertThat(lines.get(8)).hasSize(4 + 60);
        assertThat(lines.get(9)).isEqualTo("   +" + "-".repeat(60));
        assertThat(lines.get(10)).startsWith("    0 ").contains(" epochs ").endsWith(" 10");
        assertThat(lines).hasSize(11);
        for (int i = 2; i < 9; i++) {
            assertThat(lines.get(i).length()).isGreaterThan(lines.get(i - 1).length());
        }
    }

    @Test
    void pictureIsWellFormedAndHasAllPlaces() throws Exception {
        Document svg = parsed(SvgPlot.of(curve(3, 1, 2), "a < b & \u0001 \"c\""));
        Element root = svg.getDocumentElement();
        assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
        assertThat(root.getElementsByTagName("title").item(0).getTextContent()).isEqualTo("a < b &  \"c\"");
        NodeList lines = root.getElementsByTagName("polyline");
        assertThat(lines.getLength()).isEqualTo(1);
        assertThat(((Element) lines.item(0)).getAttribute("points")).isEqualTo("80,50 350,340 620,195");
    }

    @Test
    void aSinglePlaceIsAPictureToo() throws Exception {
        Document svg = parsed(SvgPlot.of(curve(0), "t"));
        Element line = (Element) svg.getElementsByTagName("polyline").item(0);
        assertThat(line.getAttribute("points")).isEqualTo("350,195");
    }

    @Test
    void aBarIsDrawnOverItselfAndLeftAtTheEnd() {
        StringWriter out = new StringWriter();
        try (Progress bar = new Progress(
                new PrintWriter(out), Progress.Style.BAR, text -> text.isEmpty() ? "" : "<" + text + ">", 10, 2)) {
            bar.epoch(0, 0.25, 1);
            bar.step(0);
            bar.step(10);
            bar.epoch(10, 0.125, 1);
        }
        String[] drawn = out.toString().split("\r");
        assertThat(drawn).hasSize(4);
        assertThat(drawn[1]).isEqualTo("[" + ".".repeat(30) + "] 0%  epoch 0 of 10  loss 0.25");
        assertThat(drawn[2])
                .isEqualTo("[<" + "#".repeat(15) + ">" + ".".repeat(15) + "] 50%  epoch 5 of 10  loss 0.25");
        assertThat(drawn[3])
                .isEqualTo("[<" + "#".repeat(30) + ">] 100%  epoch 10 of 10  loss 0.125" + System.lineSeparator());
    }

    @Test
    void linesComeTenTimes() {
        StringWriter out = new StringWriter();
        try (Progress lines = new Progress(new PrintWriter(out), Progress.Style.LINES, text -> text, 95, 3)) {
            for (int epoch = 0; epoch <= 95; epoch++) {
                lines.step(3L * epoch);
                lines.epoch(epoch, 95 - epoch, 0.5);
            }
        }
        List<String> heard = out.toString().lines().toList();
        assertThat(heard).hasSize(12);
        assertThat(heard.get(1)).isEqualTo("epoch 9 of 95: loss 86, gradient norm 0.5");
        assertThat(heard.get(11)).isEqualTo("epoch 95 of 95: loss 0, gradient norm 0.5");
    }
}
