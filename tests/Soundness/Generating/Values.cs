// Makes up values of almost any type.
using System.Runtime.CompilerServices;

namespace MemallocKit.Soundness.Generating;

/// <summary>
/// The same random numbers give the same values, new objects each time: nothing is shared that a call could change. Not thread-safe.
/// </summary>
internal sealed partial class Values(Forbidden forbidden)
{
    private const int Deepest = 3;
    private const int LongestArray = 6;

    private readonly HashSet<Type> _unmakeable = [];

    /// <summary>A value of <paramref name="type"/>, or of one derived from it; false where nobody knows how to make one.</summary>
    public bool TryMake(Type type, Random random, out object? value, int depth = 0)
    {
        // One number is taken, whatever comes of it: what was made before does not change what is made next.
        random = new Random(random.Next());
        value = null;
        if (type.IsByRefLike || type.IsPointer || type.IsByRef || type.ContainsGenericParameters || type == typeof(void) || _unmakeable.Contains(type))
        {
            return false;
        }

        if (TrySample(type, random, out value) || TryStructure(type, random, depth, out value) || TryGeneric(type, random, depth, out value))
        {
            return true;
        }

        if (depth < Deepest && !forbidden.Forbids(type) && TrySearch(type, random, depth, out value))
        {
            return true;
        }

        if (type.IsValueType)
        {
            value = RuntimeHelpers.GetUninitializedObject(type);
            return true;
        }

        if (depth == 0)
        {
            _unmakeable.Add(type);
        }

        return false;
    }

    // Types that are made from others: enums, arrays, nullable structs, delegates.
    private bool TryStructure(Type type, Random random, int depth, out object? value)
    {
        value = null;
        if (type.IsEnum)
        {
            var names = type.GetEnumValues();
            value = names.Length == 0 ? Enum.ToObject(type, 0) : names.GetValue(random.Next(names.Length));
            return true;
        }

        if (type.IsArray)
        {
            return TryArray(type, random, depth, out value);
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return random.Next(4) == 0 || TryMake(underlying, random, out value, depth);
        }

        if (type.IsSubclassOf(typeof(Delegate)) && type != typeof(MulticastDelegate))
        {
            value = Delegates.Make(type, t => TryMake(t, random, out var result, depth + 1) ? result : null);
            return value is not null;
        }

        return false;
    }

    private bool TryArray(Type type, Random random, int depth, out object? value)
    {
        value = null;
        var element = type.GetElementType()!;
        if (!type.IsSZArray)
        {
            value = element.IsPointer ? null : Array.CreateInstance(element, [.. Enumerable.Repeat(2, type.GetArrayRank())]);
            return value is not null;
        }

        if (element.IsPointer || element.IsByRefLike)
        {
            return false;
        }

        // Bytes and characters are buffers as a rule: long enough to be written to.
        var length = element == typeof(byte) || element == typeof(char) ? random.Next(4) * 24 : random.Next(LongestArray);
        var array = Array.CreateInstance(element, length);
        for (var i = 0; i < length; i++)
        {
            if (TryMake(element, random, out var item, depth + 1))
            {
                array.SetValue(item, i);
            }
        }

        value = array;
        return true;
    }
}
