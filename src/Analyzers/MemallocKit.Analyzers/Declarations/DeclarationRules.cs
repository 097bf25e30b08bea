// The descriptors of all declaration rules.
using System.Collections.Immutable;
using MemallocKit.Declarations;
using Microsoft.CodeAnalysis;

namespace MemallocKit.Analyzers.Declarations;

/// <summary>One descriptor for each kind of problem. Literals, since release tracking reads the source.</summary>
internal static class DeclarationRules
{
    private const string Category = "MemallocKit.Declarations";

    private static readonly DiagnosticDescriptor s_typeNotPartial = new(
        "MKIT1001",
        "A class of a reserve tree must be static and partial",
        "'{0}' must be declared {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1001.md");

    private static readonly DiagnosticDescriptor s_propertyShape = new(
        "MKIT1002",
        "A reserve must be a static partial property with only a getter",
        "'{0}' must be declared '{1}'; the generator writes the other half",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1002.md");

    private static readonly DiagnosticDescriptor s_memberType = new(
        "MKIT1003",
        "A reserve must have a reserve or share type",
        "'{0}' has type '{1}'; declare it as {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1003.md");

    private static readonly DiagnosticDescriptor s_amount = new(
        "MKIT1004",
        "A reserve must have one amount in its own unit",
        "'{0}' is declared as {1}, which is measured in {2}; write '{3} = ...' and no other amount",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1004.md");

    private static readonly DiagnosticDescriptor s_outOfRange = new(
        "MKIT1005",
        "A number of a declaration must be in its range",
        "'{0} = {1}' is out of range; write {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1005.md");

    private static readonly DiagnosticDescriptor s_noEffect = new(
        "MKIT1006",
        "An argument of a node must apply to it",
        "'{0}' has no effect on '{1}'; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1006.md");

    private static readonly DiagnosticDescriptor s_tooManyPages = new(
        "MKIT1007",
        "A tree must not have more pages than can be counted",
        "'{0}' is too large: {1} more than 2251799813685247 pages; write a smaller amount",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1007.md");

    private static readonly DiagnosticDescriptor s_chargedClass = new(
        "MKIT1008",
        "A charged class must hold shares of one type and nothing else",
        "'{0}' is charged itself, so that it holds shares of one type and nothing else; {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1008.md");

    private static readonly DiagnosticDescriptor s_shareOutsideChargedClass = new(
        "MKIT1009",
        "A share must be declared in a charged class",
        "'{0}' is a share, but '{1}' is not charged; declare it as {2}, or put it into a class with 'ChargeHere = true'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1009.md");

    private static readonly DiagnosticDescriptor s_nodeName = new(
        "MKIT1010",
        "A node must have a name of its own among its siblings",
        "'{0}' needs {1} in reports; write it in the attribute",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1010.md");

    private static readonly DiagnosticDescriptor s_emittedName = new(
        "MKIT1011",
        "A member must not have the name of an emitted one",
        "'{0}' is the name of a member that the generator emits; rename this one",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1011.md");

    private static readonly DiagnosticDescriptor s_outsideTree = new(
        "MKIT1012",
        "A node must be declared in one reserve tree",
        "'{0}' is {1}; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1012.md");

    private static readonly DiagnosticDescriptor s_generic = new(
        "MKIT1013",
        "A reserve tree or context must not be generic",
        "The {1} '{0}' must not be generic or inside a generic type; {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1013.md");

    private static readonly DiagnosticDescriptor s_itemType = new(
        "MKIT1014",
        "A reserve must be able to hold its item type",
        "'{0}' cannot hold '{1}': {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1014.md");

    private static readonly DiagnosticDescriptor s_contextShape = new(
        "MKIT1015",
        "A context must be a readonly ref partial struct",
        "'{0}' must be declared 'readonly ref partial struct {0}', without 'file' and without a primary constructor",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1015.md");

    private static readonly DiagnosticDescriptor s_contextNodes = new(
        "MKIT1016",
        "A context must name what it may charge",
        "The context '{0}' must name what it may charge: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1016.md");

    private static readonly DiagnosticDescriptor s_unknownSize = new(
        "MKIT1017",
        "An object of a tree with constant estimates must have a size known at build time",
        "'{0}' holds '{1}', whose size is not known at build time: {2}, or leave RequireConstantEstimates out",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1017.md");

    private static readonly DiagnosticDescriptor s_primeMethod = new(
        "MKIT1018",
        "A method with [MemallocPrime] must be one that Prime() can call",
        "'{0}' cannot be run by Prime(): {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1018.md");

    private static readonly DiagnosticDescriptor s_joinedTree = new(
        "MKIT1019",
        "A tree must be able to join another",
        "No tree can join at '{0}': {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: "src/Analyzers/docs/MKIT1019.md");

    private static readonly ImmutableDictionary<ProblemKind, DiagnosticDescriptor> s_byKind = new Dictionary<ProblemKind, DiagnosticDescriptor>
    {
        [ProblemKind.TypeNotPartial] = s_typeNotPartial,
        [ProblemKind.PropertyShape] = s_propertyShape,
        [ProblemKind.MemberType] = s_memberType,
        [ProblemKind.Amount] = s_amount,
        [ProblemKind.OutOfRange] = s_outOfRange,
        [ProblemKind.NoEffect] = s_noEffect,
        [ProblemKind.TooManyPages] = s_tooManyPages,
        [ProblemKind.ChargedClass] = s_chargedClass,
        [ProblemKind.ShareOutsideChargedClass] = s_shareOutsideChargedClass,
        [ProblemKind.NodeName] = s_nodeName,
        [ProblemKind.EmittedName] = s_emittedName,
        [ProblemKind.OutsideTree] = s_outsideTree,
        [ProblemKind.Generic] = s_generic,
        [ProblemKind.ItemType] = s_itemType,
        [ProblemKind.ContextShape] = s_contextShape,
        [ProblemKind.ContextNodes] = s_contextNodes,
        [ProblemKind.UnknownSize] = s_unknownSize,
        [ProblemKind.PrimeMethod] = s_primeMethod,
        [ProblemKind.JoinedTree] = s_joinedTree,
    }.ToImmutableDictionary();

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [.. s_byKind.Values.OrderBy(rule => rule.Id, StringComparer.Ordinal)];

    public static DiagnosticDescriptor For(ProblemKind kind) => s_byKind[kind];
}
