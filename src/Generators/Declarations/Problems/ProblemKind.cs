// Everything that can be wrong with a declaration.
namespace MemallocKit.Declarations;

/// <summary>The rules of declarations. The analyzer has one descriptor for each, except <see cref="CompilerError"/>.</summary>
internal enum ProblemKind
{
    /// <summary>The compiler reports it already: the declaration is not used, and nothing more is said.</summary>
    CompilerError,

    TypeNotPartial,
    PropertyShape,
    MemberType,
    Amount,
    OutOfRange,
    NoEffect,
    TooManyPages,
    ChargedClass,
    ShareOutsideChargedClass,
    NodeName,
    EmittedName,
    OutsideTree,
    Generic,
    ItemType,
    ContextShape,
    ContextNodes,
    UnknownSize,
    PrimeMethod,
    JoinedTree,
}
