namespace Aspire.Hosting.ApplicationModel;

/// <summary>A kind of mount.</summary>
public enum ContainerMountType
{
    /// <summary>A folder or file of the machine.</summary>
    BindMount,

    /// <summary>A volume of the container engine.</summary>
    Volume,
}
