// Source text of random structs, for comparing layouts.
using System.Text;

namespace MemallocKit.Generators.Tests;

/// <summary>Declares structs of random fields, packing, size, offsets and nesting; the same seed gives the same structs.</summary>
internal sealed class RandomStructs(int seed)
{
    private const int MostFields = 6;

    private static readonly string[] s_primitives =
        ["byte", "sbyte", "bool", "char", "short", "ushort", "int", "uint", "float", "long", "ulong", "double", "nint", "void*", "E1", "E8"];

    private static readonly int[] s_packs = [1, 2, 4, 8, 16];

    private readonly Random _random = new(seed);

    public string Declare(int count)
    {
        var source = new StringBuilder("using System.Runtime.CompilerServices; using System.Runtime.InteropServices; namespace Random { enum E1 : byte { } enum E8 : ulong { }\n");
        for (var number = 0; number < count; number++)
            source.AppendLine(DeclareOne(number));
        return source.Append('}').ToString();
    }

    private string DeclareOne(int number)
    {
        if (_random.Next(8) == 0)
            return $"[InlineArray({_random.Next(1, 9)})] public struct S{number} {{ {Type(number, s_primitives[..^3])} _element; }}";

        var isExplicit = _random.Next(4) == 0;
        var arguments = $"LayoutKind.{(isExplicit ? "Explicit" : "Sequential")}";
        if (_random.Next(3) == 0)
            arguments += $", Pack = {s_packs[_random.Next(s_packs.Length)]}";
        if (_random.Next(3) == 0)
            arguments += $", Size = {_random.Next(1, 100)}";
        var fields = Enumerable.Range(0, _random.Next(MostFields + 1)).Select(field => Offset(isExplicit) + Field(number, field));
        return $"[StructLayout({arguments})] public unsafe struct S{number} {{ {string.Join(" ", fields)} }}";
    }

    private string Offset(bool isExplicit) => isExplicit ? $"[FieldOffset({_random.Next(40)})] " : "";

    private string Field(int number, int field) => _random.Next(6) == 0
        ? $"fixed {s_primitives[_random.Next(12)]} _{field}[{_random.Next(1, 20)}];"
        : $"{Type(number, s_primitives)} _{field};";

    // A struct may hold those before it.
    private string Type(int number, string[] primitives) =>
        number > 0 && _random.Next(3) == 0 ? $"S{_random.Next(number)}" : primitives[_random.Next(primitives.Length)];
}
