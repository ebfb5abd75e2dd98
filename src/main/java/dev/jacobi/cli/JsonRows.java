package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jacobi.cli.Reading.Column;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.IOException;
import java.io.Reader;
import java.util.BitSet;
import java.util.List;

/** Rows of JSON lines: an object a row. */
final class JsonRows implements Rows {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final String name;
    private final List<Column> wanted;
    private final JsonParser json;

    JsonRows(String name, Reader reader, List<Column> wanted) throws IOException {
        this.name = name;
        this.wanted = wanted;
        this.json = FACTORY.createParser(reader);
    }

    @Override
    public boolean next(double[] values) throws IOException {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                return false;
            }
            int line = line();
            if (token != JsonToken.START_OBJECT) {
                throw Rows.mistake(name, line, "expected an object, found " + json.getText());
            }
            BitSet found = new BitSet();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                readField(values, found);
            }
            int missing = found.nextClearBit(0);
            if (missing < wanted.size()) {
                throw Rows.mistake(
                        name,
                        line,
                        "there is no value for '" + wanted.get(missing).name() + "'");
            }
            return true;
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? line() : e.getLocation().getLineNr();
            throw new JacobiException(ErrorCode.INPUT, name + ":" + line + ": " + e.getOriginalMessage(), e);
        }
    }

    private int line() {
        return json.currentTokenLocation().getLineNr();
    }

    private void readField(double[] values, BitSet found) throws IOException {
        String field = json.currentName();
        JsonToken token = json.nextToken();
        boolean read = false;
        for (int i = 0; i < wanted.size(); i++) {
            if (wanted.get(i).name().equals(field)) {
                values[i] = number(wanted.get(i), token);
                found.set(i);
                read = true;
            }
        }
        if (!read) {
            json.skipChildren();
        }
    }

    private double number(Column column, JsonToken token) throws IOException {
        Reading reading = column.reading();
        boolean text = token == JsonToken.VALUE_STRING;
        Double number = token.isNumeric() || text ? reading.number(json.getText()) : null;
        // JSON has no numbers that are not finite; they come as texts.
        boolean mistaken = number == null || text && !reading.isOfTexts() && Double.isFinite(number);
        if (mistaken) {
            throw Rows.mistake(
                    name,
                    line(),
                    "'" + column.name() + "': expected " + reading.expected() + ", found " + describe(token));
        }
        return number;
    }

    private String describe(JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> "the text '" + json.getText() + "'";
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            default -> json.getText();
        };
    }

    @Override
    public void close() throws IOException {
        json.close();
    }
}
