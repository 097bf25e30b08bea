// Source text of random classes, for comparing their sizes.
using System.Text;

namespace MemallocKit.Generators.Tests;

/// <summary>Declares structs with and without references, and classes of random fields that derive from one another.</summary>
internal sealed class RandomClasses(int seed)
{
    private const int MostFields = 7;

    private const int Structs = 60;

    private static readonly string[] s_types =
    [
        "byte", "sbyte", "bool", "char", "short", "int", "uint", "float", "long", "double", "nint", "E1", "E8", "object", "string", "int[]",
        "Guid", "decimal", "DateTime", "DateTimeOffset", "Int128", "Half", "int?", "byte?", "(byte, string)", "(byte, long, short)",
        "System.Threading.CancellationToken", "Memory<byte>", "System.Collections.Generic.KeyValuePair<byte, string>",
    ];

    private readonly Random _random = new(seed);

    public string Declare(int count)
    {
        var source = new StringBuilder("namespace Random { enum E1 : byte { } enum E8 : ulong { }\n");
        for (var number = 0; number < Structs; number++)
            source.AppendLine($"struct S{number} {{ {Fields(number)} }}");
        for (var number = 0; number < count; number++)
            source.AppendLine($"public class C{number}{Parent(number)} {{ {Fields(Structs)} }}");
        return source.Append('}').ToString();
    }

    private string Parent(int number) => number > 0 && _random.Next(2) == 0 ? $" : C{_random.Next(number)}" : "";

    private string Fields(int structs) => string.Join(" ", Enumerable.Range(0, _random.Next(MostFields + 1)).Select(field => $"{Type(structs)} _{field};"));

    // Small types often: they are what the middle of a word is filled with. A struct may hold the few before it.
    private string Type(int structs) => _random.Next(5) switch
    {
        0 when structs > 0 => $"S{_random.Next(Math.Max(0, structs - Structs / 4), structs)}",
        1 => s_types[_random.Next(5)],
        _ => s_types[_random.Next(s_types.Length)],
    };
}
