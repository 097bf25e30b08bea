// What must not be called with made-up arguments, and why: forbidden.txt, a reviewed line each.
using System.Reflection;

namespace MemallocKit.Soundness.Generating;

/// <summary>
/// Lines of the form <c>pattern -- reason</c>: <c>N:</c> a namespace and those below it, <c>T:</c> a type and those nested in it, <c>M:</c> a
/// method of a type, every overload; <c>M:*.Name</c> forbids the name in every type. A name may end in <c>*</c>.
/// </summary>
internal sealed class Forbidden
{
    private readonly List<string> _namespaces = [];
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _methods = new(StringComparer.Ordinal);
    private readonly List<string> _methodPrefixes = [];

    /// <exception cref="FormatException">A line is malformed; the message names it.</exception>
    public Forbidden(string text)
    {
        var number = 0;
        foreach (var line in text.Split('\n').Select(l => l.Trim()))
        {
            number++;
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var dashes = line.IndexOf(" -- ", StringComparison.Ordinal);
            if (dashes < 4 || line[(dashes + 4)..].Trim().Length == 0 || line[1] != ':')
            {
                throw new FormatException($"forbidden.txt({number}): a line is 'pattern -- reason'");
            }

            var pattern = line[..dashes].Trim();
            Patterns.Add(pattern);
            var name = pattern[2..];
            switch (pattern[0])
            {
                case 'N':
                    _namespaces.Add(name);
                    break;
                case 'T':
                    _types.Add(name);
                    break;
                case 'M' when name.EndsWith('*'):
                    _methodPrefixes.Add(name[..^1]);
                    break;
                case 'M':
                    _methods.Add(name);
                    break;
                default:
                    throw new FormatException($"forbidden.txt({number}): a pattern begins with N:, T: or M:");
            }
        }
    }

    public List<string> Patterns { get; } = [];

    public static Forbidden BuiltIn()
    {
        using var stream = typeof(Forbidden).Assembly.GetManifestResourceStream("forbidden.txt")!;
        using var reader = new StreamReader(stream);
        return new Forbidden(reader.ReadToEnd());
    }

    public bool Forbids(Type type)
    {
        for (var at = type; at is not null; at = at.DeclaringType)
        {
            if (_types.Contains(NameOf(at)))
            {
                return true;
            }
        }

        var space = type.Namespace ?? "";
        return _namespaces.Exists(n => space.StartsWith(n, StringComparison.Ordinal) && (space.Length == n.Length || space[n.Length] == '.'));
    }

    /// <summary>Whether the method, or its type, is forbidden.</summary>
    public bool Forbids(MethodBase method)
    {
        var name = $"{NameOf(method.DeclaringType!)}.{method.Name.Replace('.', '#')}";
        var anywhere = $"*.{method.Name}";
        return _methods.Contains(name) || _methods.Contains(anywhere)
            || _methodPrefixes.Exists(p => name.StartsWith(p, StringComparison.Ordinal) || anywhere.StartsWith(p, StringComparison.Ordinal))
            || Forbids(method.DeclaringType!);
    }

    private static string NameOf(Type type)
    {
        var definition = type.IsConstructedGenericType ? type.GetGenericTypeDefinition() : type;
        return (definition.FullName ?? definition.Name).Replace('+', '.');
    }
}
