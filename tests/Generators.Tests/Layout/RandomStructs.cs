// Source text of random structs, for comparing layouts.
using System.Globalization;
using System.Text;

namespace MemallocKit.Generators.Tests;

/// <summary>
/// Declares structs of random fields, packing, size, offsets, nesting, type parameters, framework structs, inline arrays and
/// fixed-size buffers; the same seed gives the same structs.
/// </summary>
internal sealed class RandomStructs(int seed)
{
    private const int MostFields = 6;

    // Deeper nests would multiply up to more than a struct can have.
    private const int DeepestNesting = 3;

    private static readonly string[] s_primitives =
        ["byte", "sbyte", "bool", "char", "short", "ushort", "int", "uint", "float", "long", "ulong", "double", "nint", "void*", "E1", "E8"];

    private static readonly string[] s_framework =
    [
        "Guid", "decimal", "DateTime", "DateTimeOffset", "TimeSpan", "DateOnly", "TimeOnly", "Int128", "UInt128", "Half", "Index", "Range",
        "System.Text.Rune", "Vector64<int>", "Vector128<byte>", "Vector3", "int?", "byte?", "Guid?", "Int128?", "(byte, long)", "(int, byte, Guid)",
        "(byte, (byte, byte), byte)", "KeyValuePair<byte, int>", "KeyValuePair<Guid, (long, byte)>", "InlineArray3<short>", "InlineArray5<Guid>",
    ];

    // Laid out by the processor or the system; structs of these are not nested, so that they stay few.
    private static readonly string[] s_unlike = ["Vector<int>", "System.Runtime.InteropServices.CLong", "Vector256<byte>", "Vector512<long>", "Vector256<int>?"];

    private static readonly int[] s_packs = [1, 2, 4, 8, 16];

    private readonly Random _random = new(seed);

    // What later structs may have as a field, by how deep it nests.
    private readonly List<string>[] _nestable = [.. Enumerable.Range(0, DeepestNesting).Select(_ => new List<string>())];

    private int _depth;

    /// <summary>Whether a declaration has a field that is not laid out alike everywhere, so that its size need not be a constant.</summary>
    public static bool IsUnlike(string declaration) => s_unlike.Any(type => declaration.Contains(type, StringComparison.Ordinal));

    public string Declare(int count)
    {
        var source = new StringBuilder(
            """
            #pragma warning disable
            using System.Collections.Generic; using System.Numerics; using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Runtime.Intrinsics;
            namespace Random { enum E1 : byte { } enum E8 : ulong { }

            """);
        for (var number = 0; number < count; number++)
            source.AppendLine(DeclareOne(number));
        return source.Append('}').ToString();
    }

    private string DeclareOne(int number)
    {
        _depth = 0;
        var isUnlike = _random.Next(25) == 0;
        var isGeneric = !isUnlike && _random.Next(8) == 0;
        var declaration = Declaration($"S{number}{(isGeneric ? "<T>" : "")}", isGeneric, isUnlike);
        if (!isUnlike && _depth < DeepestNesting)
            _nestable[_depth].Add(isGeneric ? $"S{number}<{Argument()}>" : $"S{number}");
        return declaration;
    }

    private string Declaration(string name, bool isGeneric, bool isUnlike)
    {
        if (_random.Next(8) == 0)
            return $"[InlineArray({_random.Next(1, 9)})] public struct {name} {{ {Type(isGeneric, isUnlike, isElement: true)} _element; }}";

        // A generic type cannot have explicit layout.
        var kind = _random.Next(isGeneric ? 6 : 8) switch { 0 or 1 => "Auto", > 5 => "Explicit", _ => "Sequential" };
        var arguments = $"LayoutKind.{kind}";
        if (_random.Next(3) == 0)
            arguments += $", Pack = {s_packs[_random.Next(s_packs.Length)]}";
        if (_random.Next(3) == 0)
            arguments += $", Size = {_random.Next(1, 100)}";
        var count = _random.Next(isUnlike ? 1 : 0, MostFields + 1);
        var fields = Enumerable.Range(0, count).Select(field => Offset(kind) + Field(field, isGeneric, isUnlike && field == 0));
        return $"[StructLayout({arguments})] public unsafe struct {name} {{ {string.Join(" ", fields)} }}";
    }

    private string Offset(string kind) => kind == "Explicit" ? $"[FieldOffset({_random.Next(40)})] " : "";

    private string Field(int field, bool isGeneric, bool isUnlike) => !isUnlike && _random.Next(6) == 0
        ? $"fixed {s_primitives[_random.Next(12)]} _{field}[{_random.Next(1, 20)}];"
        : $"{Type(isGeneric, isUnlike, isElement: false)} _{field.ToString(CultureInfo.InvariantCulture)};";

    private string Type(bool isGeneric, bool isUnlike, bool isElement)
    {
        if (isUnlike)
            return s_unlike[_random.Next(s_unlike.Length)];
        var depth = _random.Next(DeepestNesting);
        switch (_random.Next(6))
        {
            case 0 when _nestable[depth] is { Count: > 0 } nested:
                _depth = Math.Max(_depth, depth + 1);
                return nested[_random.Next(nested.Count)];
            case 1 or 2:
                return s_framework[_random.Next(s_framework.Length)];
            case 3 when isGeneric:
                return "T";
            default:
                // An element of an inline array cannot be a pointer.
                return s_primitives[_random.Next(isElement ? s_primitives.Length - 3 : s_primitives.Length)];
        }
    }

    private string Argument() => _random.Next(2) == 0 ? s_framework[_random.Next(s_framework.Length)] : s_primitives[_random.Next(12)];
}
