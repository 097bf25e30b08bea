// Looks up what the overlay says of a method or type.
using MemallocKit.Summaries.Metadata;

namespace MemallocKit.Summaries.Overlay;

internal sealed class OverlayRules
{
    private readonly Dictionary<string, OverlayRule> _byId = new(StringComparer.Ordinal);
    private readonly HashSet<string> _types = new(StringComparer.Ordinal);
    private readonly HashSet<string> _typeNames = new(StringComparer.Ordinal);
    private readonly Dictionary<MethodModel, OverlayRule?> _found = [];
    private readonly HashSet<OverlayRule> _used = [];

    public OverlayRules(IReadOnlyList<OverlayRule> rules)
    {
        Rules = rules;
        foreach (var rule in rules)
        {
            _byId.Add(rule.Id, rule);
            var name = rule.Id[2..];
            var parameters = name.IndexOf('(', StringComparison.Ordinal);
            name = parameters < 0 ? name : name[..parameters];
            var dot = name.LastIndexOf('.');
            _types.Add(name[..Math.Max(0, dot)]);
            _typeNames.Add(name[(dot + 1)..]);
        }
    }

    public IReadOnlyList<OverlayRule> Rules { get; }

    /// <summary>Rules that no method or type has asked for yet.</summary>
    public IEnumerable<OverlayRule> Unused => Rules.Where(r => !_used.Contains(r));

    /// <summary>The overlay that belongs to the program.</summary>
    public static OverlayRules BuiltIn()
    {
        using var stream = typeof(OverlayRules).Assembly.GetManifestResourceStream("overlay.txt")!;
        using var reader = new StreamReader(stream);
        return new OverlayRules(OverlayParser.Parse(reader.ReadToEnd(), "overlay.txt"));
    }

    /// <summary>The rule for a method: the one of its overload, else of its name, else of its type.</summary>
    public OverlayRule? Find(MethodModel method)
    {
        var type = TypeId(method.Owner);
        if (!_types.Contains(type))
        {
            return null;
        }

        if (!_found.TryGetValue(method, out var rule))
        {
            var name = method.Name.Replace('.', '#').Replace('<', '{').Replace('>', '}');
            rule = _byId.GetValueOrDefault(DocumentationId.Of(method))
                ?? _byId.GetValueOrDefault($"M:{type}.{name}")
                ?? _byId.GetValueOrDefault($"M:{type}.*");
            _found.Add(method, rule);
            if (rule is not null)
            {
                _used.Add(rule);
            }
        }

        return rule;
    }

    public bool IsAssumedSealed(TypeModel type) => Says(type, OverlayEffect.Sealed);

    public bool IsAbsent(TypeModel type) => Says(type, OverlayEffect.Absent);

    private bool Says(TypeModel type, OverlayEffect effect)
    {
        if (!_typeNames.Contains(type.Name) || !_byId.TryGetValue("T:" + TypeId(type), out var rule) || rule.Effect != effect)
        {
            return false;
        }

        _used.Add(rule);
        return true;
    }

    private static string TypeId(TypeModel type) => type.FullName.Replace('+', '.');
}
