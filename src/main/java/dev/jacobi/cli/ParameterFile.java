package dev.jacobi.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.jacobi.diag.ErrorCode;
import dev.jacobi.diag.JacobiException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Values by name in a file: one JSON object, whose fields are numbers, and lists of lists for arrays. */
final class ParameterFile {
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private ParameterFile() {}

    /** The text of a file: each double in the fewest digits that read back as the same. */
    static String text(List<String> names, List<ArrayValue> values) {
        return JsonText.object(json -> ArrayEvaluation.write(json, names, values)) + "\n";
    }

    /** Reads all values. */
    static Map<String, ArrayValue> read(Path file) throws IOException {
        Map<String, ArrayValue> values = new LinkedHashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(file);
                JsonParser json = FACTORY.createParser(reader)) {
            require(json.nextToken() == JsonToken.START_OBJECT, file, json, "expected an object");
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                values.put(name, value(name, file, json));
            }
            require(json.nextToken() == null, file, json, "there is something behind the object");
        } catch (JsonProcessingException e) {
            throw new JacobiException(
                    ErrorCode.INPUT, file + ":" + e.getLocation().getLineNr() + ": " + e.getOriginalMessage(), e);
        }
        return values;
    }

    /** A number, or lists of lists, whose brackets and numbers are put together again for the reader of such texts. */
    private static ArrayValue value(String name, Path file, JsonParser json) throws IOException {
        StringBuilder text = new StringBuilder();
        int depth = 0;
        do {
            JsonToken token = json.nextToken();
            if (token != JsonToken.END_ARRAY && !text.isEmpty() && text.charAt(text.length() - 1) != '[') {
                text.append(',');
            }
            if (token == JsonToken.START_ARRAY) {
                depth++;
                text.append('[');
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
                text.append(']');
            } else {
                text.append(number(name, token, file, json));
            }
        } while (depth > 0);
        try {
            return ArrayValue.parse(name, text.toString());
        } catch (JacobiException e) {
            throw new JacobiException(ErrorCode.INPUT, file + ": " + e.getMessage(), e);
        }
    }

    private static String number(String name, JsonToken token, Path file, JsonParser json) throws IOException {
        boolean scalar = token != null && (token.isNumeric() || token == JsonToken.VALUE_STRING);
        require(
                scalar && Numbers.parse(json.getText()) != null,
                file,
                json,
                "'" + name + "': expected a number or a list, found "
                        + (token == null ? "the end of the file" : json.getText()));
        return json.getText();
    }

    private static void require(boolean right, Path file, JsonParser json, String message) {
        if (!right) {
            throw Rows.mistake(file.toString(), json.currentTokenLocation().getLineNr(), message);
        }
    }
}
