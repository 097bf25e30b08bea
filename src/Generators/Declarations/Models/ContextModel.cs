// A declared MEMALLOC context, as values.
namespace MemallocKit.Declarations;

/// <summary>A valid context.</summary>
/// <param name="Type">The struct it is declared as.</param>
/// <param name="IsDocumented">Whether the user wrote XML documentation on it.</param>
/// <param name="MayCharge">Expressions that give the nodes it may charge, in the order of the attribute, each once.</param>
/// <param name="Reserves">The reserves below those nodes that its properties give, in the order of their declaration.</param>
/// <param name="UseWarnings">The ids of warnings that naming the nodes and reserves gives.</param>
internal sealed record ContextModel(
    TypePath Type, bool IsDocumented, EquatableArray<string> MayCharge, EquatableArray<ContextReserve> Reserves, EquatableArray<string> UseWarnings);

/// <summary>A property of a context that gives a reserve.</summary>
/// <param name="Property">Its name, escaped where it is a keyword.</param>
/// <param name="Accessibility">Its accessibility, as a modifier.</param>
/// <param name="Type">The type of the reserve, <c>global::</c> included.</param>
/// <param name="Expression">What gives the reserve.</param>
/// <param name="Name">The reserve's name in reports.</param>
/// <param name="Place">The names in reports that lead to it.</param>
/// <param name="Unit">What its amount counts.</param>
/// <param name="Amount">Its amount as declared; of a charged class the sum over its shares.</param>
internal sealed record ContextReserve(
    string Property, string Accessibility, string Type, string Expression, string Name, string Place, Unit Unit, long Amount);
