// Rules on names: those in reports, and those of members.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Declarations;

/// <summary>Keeps names in reports apart, and the members that users declare apart from those that are emitted.</summary>
internal static class NameRules
{
    private static readonly string[] s_object =
        ["Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "ReferenceEquals", "ToString"];

    private static readonly string[] s_anyNode = ["Connect", "Estimates", "Node", "Nodes", "Reserve", "TotalPages", .. s_object];

    // Each property becomes a class of constants with these names, and a member cannot be called like its class.
    private static readonly string[] s_property = ["Pages", "PerPage", "SizeBytes", "InstanceBytes", .. s_anyNode];

    public static void CheckName(ISymbol symbol, NodeArguments arguments, ProblemList problems)
    {
        if (arguments.Name is { } name && (name.Trim().Length == 0 || name.Any(char.IsControl)))
            problems.AddOnArgument(ProblemKind.NodeName, symbol, arguments.Attribute, 0, symbol.Name, "a name of visible characters");
    }

    public static void CheckProperty(IPropertySymbol property, ProblemList problems)
    {
        if (s_property.Contains(property.Name))
            problems.AddOnName(ProblemKind.EmittedName, property, property.Name);
    }

    /// <summary>Checks the class's own name and the members that the user wrote in it beside the nodes.</summary>
    public static void CheckClass(INamedTypeSymbol type, bool isCharged, bool isRoot, ProblemList problems)
    {
        if (s_anyNode.Contains(type.Name))
            problems.AddOnName(ProblemKind.EmittedName, type, type.Name);
        foreach (var name in EmittedInto(isCharged, isRoot))
        {
            foreach (var member in type.GetMembers(name))
            {
                if (!member.IsEmitted() && !member.Has(KnownNames.ReserveNode))
                    problems.AddOnName(ProblemKind.EmittedName, member, member.Name);
            }
        }
    }

    public static void CheckSiblings(ImmutableArray<ISymbol> nodes, ProblemList problems)
    {
        var members = nodes.ToLookup(static node => node.Name, StringComparer.Ordinal);
        var seen = new Dictionary<string, ISymbol>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            if (members[node.Name].Skip(1).Any())
            {
                problems.AddCompilerError(node);
                continue;
            }

            if (node.FindOnly(KnownNames.ReserveNode) is not { } attribute)
                continue;
            var arguments = new NodeArguments(attribute);
            var name = arguments.Name;
            var joined = arguments.Type("Tree");
            var inReports = name ?? (joined != null ? ReserveTrees.NameOf(joined) : node.Name);
            if (!seen.TryGetValue(inReports, out var first))
                seen.Add(inReports, node);
            else if (joined != null)
                continue;
            else if (name != null)
                problems.AddOnArgument(ProblemKind.NodeName, node, attribute, 0, node.Name, $"a name other than that of '{first.Name}'");
            else
                problems.AddOnName(ProblemKind.NodeName, node, node.Name, $"a name other than that of '{first.Name}'");
        }
    }

    // 'Nodes' is emitted into the root only, but a member of that name in a class below would hide it.
    private static string[] EmittedInto(bool isCharged, bool isRoot)
    {
        if (isCharged)
            return ["Connect", "Nodes", "Reserve"];
        return isRoot ? ["Connect", "Estimates", "Node", "Nodes"] : ["Connect", "Node", "Nodes"];
    }
}
