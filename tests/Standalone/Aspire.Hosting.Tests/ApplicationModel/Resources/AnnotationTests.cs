using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Tests.ApplicationModel.Resources;

[TestClass]
public sealed class AnnotationTests
{
    [TestMethod]
    public void The_last_annotation_of_a_type_wins()
    {
        var resource = TestModel.CreateBuilder().AddContainer("api", "image").WithAnnotation(new ReplicaAnnotation(2)).WithAnnotation(new ReplicaAnnotation(3)).Resource;

        resource.GetReplicaCount().Should().Be(3);
        resource.Annotations.OfType<ReplicaAnnotation>().Should().HaveCount(2);
    }

    [TestMethod]
    public void Replace_takes_the_place_of_the_existing_annotation()
    {
        var builder = TestModel.CreateBuilder().AddContainer("api", "image").WithAnnotation(new ReplicaAnnotation(2));

        builder.WithAnnotation(new ReplicaAnnotation(3), ResourceAnnotationMutationBehavior.Replace);

        builder.Resource.Annotations.OfType<ReplicaAnnotation>().Should().ContainSingle().Which.Replicas.Should().Be(3);
    }

    [TestMethod]
    public void Annotations_of_ancestors_are_found_nearest_first()
    {
        var parent = new TestResource("server");
        var child = new TestChildResource("database", parent);
        parent.Annotations.Add(new ReplicaAnnotation(1));
        child.Annotations.Add(new ReplicaAnnotation(2));

        child.TryGetAnnotationsIncludingAncestorsOfType<ReplicaAnnotation>(out var found).Should().BeTrue();
        found!.Select(annotation => annotation.Replicas).Should().Equal(2, 1);
        child.HasAnnotationIncludingAncestorsOfType<ExplicitStartupAnnotation>().Should().BeFalse();
    }

    [TestMethod]
    public void Icons_and_hiding_are_last_wins_settings()
    {
        var resource = TestModel.CreateBuilder().AddContainer("api", "image")
            .WithIconName("Box")
            .WithIconName("Globe", IconVariant.Regular)
            .WithHidden()
            .WithHiddenOnCompletion(3, 4)
            .Resource;

        resource.Annotations.OfType<ResourceIconAnnotation>().Should().ContainSingle().Which.IconName.Should().Be("Globe");
        var hidden = resource.Annotations.OfType<HiddenAnnotation>().Should().ContainSingle().Subject;
        hidden.Behavior.Should().Be(HiddenBehavior.OnCompletion);
        hidden.SuccessfulExitCodes.Should().Equal(3, 4);
    }

    [TestMethod]
    public void A_child_relationship_marks_the_child()
    {
        var builder = TestModel.CreateBuilder();
        var parent = builder.AddContainer("main", "image");
        var child = builder.AddContainer("side", "image");

        parent.WithChildRelationship(child);

        var relationship = child.Resource.Annotations.OfType<ResourceRelationshipAnnotation>().Should().ContainSingle().Subject;
        relationship.Type.Should().Be("Parent");
        relationship.Resource.Should().BeSameAs(parent.Resource);
    }
}
