// How the report writes values.
using System.Text.Json;

namespace MemallocKit.Generators.Tests;

public sealed class JsonTextTests
{
    [Fact]
    public void Every_character_is_read_back_by_a_JSON_reader_and_none_ends_a_raw_string_or_a_line()
    {
        for (var number = 0; number <= char.MaxValue; number++)
        {
            var character = (char)number;
            foreach (var text in new[] { $"{character}", $"a{character}{character}{character}b" })
            {
                var json = JsonText.String(text);
                Assert.DoesNotContain("\"\"\"", json, StringComparison.Ordinal);
                Assert.True(json.IndexOfAny(['\n', '\r', '\u0085', '\u2028', '\u2029']) < 0, $"U+{number:X4}");
                Assert.Equal(char.IsSurrogate(character) ? text.Replace(character, '\uFFFD') : text, JsonSerializer.Deserialize<string>(json));
            }
        }
    }

    [Fact]
    public void Surrogate_pairs_stay_as_they_are() => Assert.Equal("\"🔑\"", JsonText.String("🔑"));

    [Fact]
    public void Nested_and_empty_values_are_indented()
    {
        var writer = new JsonWriter();
        writer.Open('{');
        writer.Open('[', "empty");
        writer.Close();
        writer.Open('[', "full");
        writer.Element("1");
        writer.Open('{');
        writer.Close();
        writer.Close();
        writer.Member("last", JsonText.Object(("a", JsonText.Number(null)), ("b", JsonText.Number(long.MaxValue))));
        writer.Close();

        Assert.Equal("{\n  \"empty\": [],\n  \"full\": [\n    1,\n    {}\n  ],\n  \"last\": { \"a\": null, \"b\": 9223372036854775807 }\n}", writer.ToString());
    }
}
