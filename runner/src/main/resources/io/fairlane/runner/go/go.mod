module fairlane/origin

go 1.19
