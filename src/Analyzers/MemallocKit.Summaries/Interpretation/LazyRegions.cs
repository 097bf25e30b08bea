// `if (field == null) field = new …`: what runs only while a field is empty, and fills it.
using MemallocKit.Summaries.Effects;
using MemallocKit.Summaries.Il;
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Interpretation;

internal static class LazyRegions
{
    /// <summary>
    /// Marks blocks as first calls that only a test for an empty field reaches, if all their ways to a return fill the field,
    /// and no code of the assembly empties it again but to end the object.
    /// </summary>
    public static void Mark(InterpretedBody result, bool[] leaving, Guard[] guards, StorePaths paths, MethodModel method)
    {
        if (result.Tests.Count == 0)
        {
            return;
        }

        var predecessors = ThrowPaths.Predecessors(result.Successors, result.IsLive);
        foreach (var test in result.Tests)
        {
            if (!test.WhenEmpty || !Regions.IsOnlyWay(result, predecessors, test.From, test.To) || !StaysFilled(test.Field.Field!, method))
            {
                continue;
            }

            var region = Regions.Behind(result, test.To);
            if (region[test.To] && !MakesHolders(result, region, test.Field.Field!) && paths.AllStore(test.To, test.Field, region))
            {
                for (var b = 0; b < guards.Length; b++)
                {
                    if (region[b] && guards[b] == Guard.Always)
                    {
                        guards[b] = Guard.FirstCall;
                    }
                }
            }
        }
    }

    // A node that makes its successor: there is always another object whose field is empty.
    private static bool MakesHolders(InterpretedBody result, bool[] region, FieldModel field) =>
        !field.IsStatic && (IsRelated(field.Type, field.Owner)
            || Array.Exists(result.Sites, s => s is not null && region[s.Block] && s.Made is { } made && IsRelated(made, field.Owner)));

    private static bool IsRelated(TypeSig type, TypeModel holder)
    {
        var element = type.IsArray ? type.Element : type;
        var hierarchy = holder.Assembly.Set.Hierarchy;
        return element is { Kind: TypeSigKind.Named, Definition: { IsInterface: false } definition } && !element.Is("System.Object")
            && (hierarchy.DerivesFrom(element, holder) || hierarchy.DerivesFrom(holder.Self, definition));
    }

    private static bool StaysFilled(FieldModel field, MethodModel method) =>
        field.IsStoredInAssemblyOnly

        // A struct is copied: its caches begin empty in every copy.
        && (field.IsStatic || !method.Owner.IsValueType || field.Owner != method.Owner)
        && !FieldStoreScan.StoresOf(field).IsReset;
}
