// Where a partial type is declared, so that another part of it can be emitted.
namespace MemallocKit.Declarations;

/// <summary>A type's place: its namespace, the headers of the types around it, its own identifier.</summary>
/// <param name="Namespace">The namespace, identifiers escaped, or the empty string.</param>
/// <param name="Containers">A header such as <c>partial class Outer</c> for each type around it, outermost first.</param>
/// <param name="Identifier">The type's identifier, escaped where it is a keyword.</param>
/// <param name="FullName">Namespace, containers and name joined by dots, nothing escaped.</param>
internal sealed record TypePath(string Namespace, EquatableArray<string> Containers, string Identifier, string FullName);
