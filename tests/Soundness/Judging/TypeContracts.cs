// Whether Equals, GetHashCode and CompareTo of a type allocate nothing, by the table.
using System.Collections.Concurrent;
using System.Reflection;
using MemallocKit.Soundness.Generating;
using MemallocKit.Summaries.Tables;

namespace MemallocKit.Soundness.Judging;

internal sealed class TypeContracts(ISummaryLookup table)
{
    private readonly ConcurrentDictionary<Type, bool> _kept = new();

    public bool AreKept(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(object))
        {
            return true;
        }

        if (!_kept.TryGetValue(type, out var kept))
        {
            // A type that holds itself does not make itself worse.
            _kept[type] = true;
            kept = Decide(type);
            _kept[type] = kept;
        }

        return kept;
    }

    private bool Decide(Type type)
    {
        if (type.IsArray)
        {
            return true;
        }

        if (!Array.TrueForAll(type.GetGenericArguments(), AreKept))
        {
            return false;
        }

        // What a type overrides is not run in its base.
        var overridden = new HashSet<string>(StringComparer.Ordinal);
        for (var at = type; at is not null && at != typeof(object); at = at.BaseType)
        {
            foreach (var method in at.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Where(IsContract))
            {
                if (overridden.Add(method.ToString()!) && !Keeps(method))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static bool IsContract(MethodInfo method) => (method.Name, method.GetParameters().Length) is ("GetHashCode", 0) or ("Equals" or "CompareTo", 1);

    private bool Keeps(MethodInfo method) =>
        table.TryFind(ReflectionId.Of(method), out var entry)
        && (entry.Class <= SummaryClass.Contract || (entry.Class == SummaryClass.Virtual && LeavesComparison(entry.Residuals)));

    // What is left is the contract of the type arguments, which were asked already.
    private static bool LeavesComparison(string residuals) => residuals.Length > 0 && residuals.Split(';').All(r =>
        r.StartsWith("equality(", StringComparison.Ordinal) || r.StartsWith("comparison(", StringComparison.Ordinal)
        || (r.StartsWith("otherwise(", StringComparison.Ordinal) && Enum.Parse<SummaryClass>(r["otherwise(".Length..^1]) <= SummaryClass.Contract));
}
